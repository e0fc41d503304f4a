package safeconduct.record;

/** The fake keeps the contract too, so that a test that uses it is worth something. */
class MemoryOpeningsTest implements OpeningsContract {

    @Override
    public Openings openEmpty() {
        return new MemoryOpenings();
    }
}
