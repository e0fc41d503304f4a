package safeconduct.ledger;

record Index(long value) {}
