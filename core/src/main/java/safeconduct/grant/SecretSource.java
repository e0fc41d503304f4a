package safeconduct.grant;

import safeconduct.kernel.Secret;

/** Reads a secret that the configuration refers to. */
@FunctionalInterface
public interface SecretSource {

    /**
     * @param reference {@code file:PATH}; relative paths start at the configuration's folder
     *
     * @throws safeconduct.kernel.Fault INVALID
     */
    Secret read(String reference);
}
