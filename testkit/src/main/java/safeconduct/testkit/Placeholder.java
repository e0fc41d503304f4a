package safeconduct.testkit;

record Placeholder() {}
