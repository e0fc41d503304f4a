# Sourced by ./safeconduct, ./dev, its commands and .ci/run; needs $root. Finds a JDK 25, builds what is older than its sources.

# Prints the home of a JDK 25: JAVA_HOME, else the usual places, else the java on the PATH.
java25_home() {
  local home java
  java=$(command -v java || true)
  [ -z "$java" ] || java=$(dirname "$(dirname "$(readlink -f "$java")")")
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* "$HOME"/.jdks/* "$HOME"/.sdkman/candidates/java/* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home "$java"; do
    if [ -n "$home" ] && [ -x "$home/bin/javac" ] && grep -q '^JAVA_VERSION="25[".]' "$home/release" 2>/dev/null; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  echo "no JDK 25 found: install one (Temurin 25, or your system's openjdk-25-jdk), or point JAVA_HOME at it" >&2
  return 1
}

# build MARKER MODULE... : runs Maven once when a source is newer than the marker; of all modules where none is named.
build() {
  local marker=$root/target/$1 modules
  shift
  [ -e "$marker" ] && [ -z "$(newer_than "$marker")" ] && return 0
  command -v mvn > /dev/null || { echo "no Maven found: install it (Debian: apt-get install maven)" >&2; return 1; }
  mkdir -p "$root/target"
  (
    flock 9
    # Whoever waited here may find that the other one built it.
    [ -e "$marker" ] && [ -z "$(newer_than "$marker")" ] && exit 0
    echo "building, once: mvn package ..." >&2
    touch "$marker.started"
    modules=$(IFS=,; echo "$*")
    maven -f "$root/pom.xml" ${modules:+-pl "$modules" -am} -DskipTests package >&2 || exit 1
    mv "$marker.started" "$marker"
  ) 9> "$root/target/build.lock"
}

# Maven may run on an older Java: the build itself looks for a JDK 25, and this says where one is.
maven() {
  local home
  home=$(java25_home) || return 1
  if [ -z "${JAVA_HOME:-}" ] && ! command -v java > /dev/null; then
    export JAVA_HOME=$home
  fi
  JAVA25_HOME=$home mvn -q -B "$@"
}

newer_than() {
  find "$root"/pom.xml "$root"/*/pom.xml "$root"/*/src/main -newer "$1" -type f -print -quit
}

# Builds tidy alone, so that its commands also run while another module does not compile.
build_tidy() {
  local lib=$root/tidy/target/lib
  if [ ! -d "$lib" ] || [ -n "$(find "$root/tidy/pom.xml" "$root/tidy/src/main" -newer "$lib" -type f -print -quit)" ]; then
    echo "building tidy ..." >&2
    maven -f "$root/tidy/pom.xml" -DskipTests package >&2
    touch "$lib"
  fi
}

# run_tidy CLASS ARGUMENT... : a main class of tidy, on this repository; it stands on the compiler's own parser.
run_tidy() {
  local home main=$1 part exports=()
  shift
  home=$(java25_home) || return 1
  for part in api code file parser tree util; do
    exports+=(--add-exports "jdk.compiler/com.sun.tools.javac.$part=ALL-UNNAMED")
  done
  exec "$home/bin/java" -XX:+UseSerialGC --sun-misc-unsafe-memory-access=allow "${exports[@]}" \
    -cp "$root/tidy/target/classes:$root/tidy/target/lib/*" "$main" "$root" "$@"
}
