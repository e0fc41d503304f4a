package safeconduct.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmbientTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS_SECRET_ACCESS_KEY",
                "AWS_PROFILE",
                "PGPASSWORD",
                "PGHOST",
                "DATABASE_URL",
                "GITHUB_TOKEN",
                "GH_TOKEN",
                "KUBECONFIG",
                "OPENAI_API_KEY",
                "ANTHROPIC_API_KEY",
                "LINEAR_TOKEN",
                "SSH_AUTH_SOCK",
                "VAULT_ADDR",
                "NPM_CONFIG__AUTH",
                "MY_SECRET",
                "db_password",
                "SAFECONDUCT_CREDENTIAL_FILE",
                "GOOGLE_APPLICATION_CREDENTIALS"
            })
    void takesOut(String name) {
        assertEquals(true, Ambient.isCredential(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "HOME",
                "LANG",
                "TERM",
                "USER",
                "JAVA_HOME",
                "EDITOR",
                "TMPDIR",
                "SHELL",
                "KEYBOARD",
                "AWS_CA_BUNDLE"
            })
    void leaves(String name) {
        assertEquals(false, Ambient.isCredential(name));
    }

    @Test
    void keepsWhatTheOperatorWantsToKeep() {
        Map<String, String> environment = new HashMap<>(Map.of("GITHUB_TOKEN", "x", "PGHOST", "y", "PATH", "z"));
        assertEquals(Set.of("PGHOST"), Ambient.clear(environment, Set.of("GITHUB_TOKEN")));
        assertEquals(Set.of("GITHUB_TOKEN", "PATH"), environment.keySet());
    }
}
