# Sourced by the commands that need cedar's test classes: puts their class path into $cedar_tests. Needs java25.sh.

cedar_tests=$root/cedar/target/classes:$root/cedar/target/test-classes
maven -f "$root/pom.xml" -pl cedar test-compile dependency:build-classpath -Dmdep.includeScope=test \
  -Dmdep.outputFile="$root/cedar/target/test.classpath" >&2
cedar_tests=$cedar_tests:$(cat "$root/cedar/target/test.classpath")
