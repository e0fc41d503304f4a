package safeconduct.server;

import safeconduct.config.Configuration;

/** The configuration in force: read by all, replaced as a whole. */
final class Current {

    private volatile Configuration configuration;

    Current(Configuration first) {
        this.configuration = first;
    }

    Configuration get() {
        return configuration;
    }

    void set(Configuration next) {
        configuration = next;
    }
}
