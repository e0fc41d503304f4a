package safeconduct.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.api.ApiClient;
import safeconduct.api.Endpoints;
import safeconduct.api.GrantView;
import safeconduct.api.TaskView;

/** What nobody should send, through the real doors of the whole server: each has a clear answer, and changes nothing. */
class BadInputTest {

    @TempDir
    static Path folder;

    private static QueryTarget target;
    private static HttpClient http;
    private static Installation at;
    private static Server server;

    @BeforeAll
    static void start() throws Exception {
        target = new QueryTarget();
        http = HttpClient.newHttpClient();
        at = Installation.in(folder, target);
        server = Server.start(at.root());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        http.close();
        target.close();
    }

    static Stream<BadRow> rows() {
        return Stream.of(BadMessages.ROWS, BadCredentials.ROWS, BadOrders.ROWS, BadStatements.ROWS)
                .flatMap(List::stream);
    }

    @Test
    void areAtLeastSixty() {
        assertTrue(rows().count() >= 60, () -> "only " + rows().count());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void hasAClearAnswerAndChangesNothing(BadRow row) throws Exception {
        BadDoor door = BadDoor.open(at, http);
        HttpRequest request = row.request().apply(door);
        List<String> before = state();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(row.status(), answer.statusCode(), answer::body);
        String said = answer.body() + answer.headers().allValues("www-authenticate");
        assertTrue(said.contains(row.says()), said);
        assertEquals(before, state());
    }

    /** What the server holds, what stands at the target, and what the target was asked. */
    private static List<String> state() {
        ApiClient admin = at.admin();
        List<String> state = new ArrayList<>();
        admin.page(Endpoints.TASKS, TaskView.class, Map.of("limit", "200"))
                .items()
                .forEach(task -> state.add(task.id() + " " + task.state()));
        admin.page(Endpoints.GRANTS, GrantView.class, Map.of())
                .items()
                .forEach(grant -> state.add(grant.id() + " " + grant.state()));
        state.addAll(ShopDatabase.roles());
        state.addAll(target.queries);
        state.addAll(ShopDatabase.ask("select count(*) from customers"));
        return state;
    }
}
