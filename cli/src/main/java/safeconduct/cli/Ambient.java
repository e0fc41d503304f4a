package safeconduct.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The credentials that lie about in an environment, which an agent would use instead of asking. */
final class Ambient {

    /** Names, as patterns; each line says whose they are. */
    static final List<Pattern> NAMES = List.of(
            Pattern.compile("AWS_.*|AMAZON_.*"),
            Pattern.compile("AZURE_.*|ARM_.*"),
            Pattern.compile("GOOGLE_.*|GCLOUD_.*|CLOUDSDK_.*|GCP_.*"),
            Pattern.compile("PG.*|POSTGRES.*|MYSQL_.*|MONGO.*|REDIS.*|DATABASE_URL|.*_DSN"),
            Pattern.compile("GITHUB_.*|GH_.*|GITLAB_.*|CI_JOB_TOKEN|BITBUCKET_.*"),
            Pattern.compile("KUBECONFIG|KUBE_.*|HELM_.*"),
            Pattern.compile("DOCKER_.*|REGISTRY_AUTH.*"),
            Pattern.compile("VAULT_.*|CONSUL_.*|NOMAD_.*|TF_VAR_.*|TFE_.*"),
            Pattern.compile("SSH_AUTH_SOCK|SSH_AGENT_PID|GPG_AGENT_INFO|KRB5CCNAME"),
            Pattern.compile("NPM_.*|PYPI_.*|TWINE_.*|CARGO_REGISTRY_.*"),
            Pattern.compile("SAFECONDUCT_.*"),
            Pattern.compile(
                    "(?i).*(API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?)(_.*)?"));

    /** Names that the patterns above catch and that hold no credential: where certificates of authorities lie. */
    private static final Pattern TRUST = Pattern.compile(".*(CA_BUNDLE|CA_CERTS?_FILE)");

    private Ambient() {}

    static boolean isCredential(String name) {
        return !TRUST.matcher(name).matches()
                && NAMES.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }

    /**
     * Takes them out of an environment.
     *
     * @param keep names that the operator wants to stay
     * @return the names that were taken out, sorted
     */
    static Set<String> clear(Map<String, String> environment, Set<String> keep) {
        Set<String> cleared = new TreeSet<>();
        for (String name : environment.keySet()) {
            if (isCredential(name) && !keep.contains(name)) {
                cleared.add(name);
            }
        }
        environment.keySet().removeAll(cleared);
        return cleared;
    }
}
