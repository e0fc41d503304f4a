package safeconduct.gateway.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessagesTest {

    record Row(String name, Supplier<byte[]> bytes, int code, String why) {
        Row(String name, String text, int code, String why) {
            this(name, () -> text.getBytes(StandardCharsets.UTF_8), code, why);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> malformed() {
        return Stream.of(
                new Row("nothing", "", -32700, "found nothing"),
                new Row("white space", " \n ", -32700, "found nothing"),
                new Row("no JSON", "hello", -32700, "malformed JSON"),
                new Row("cut off", "{\"jsonrpc\":\"2.0\",\"id\":1", -32700, "malformed JSON"),
                new Row(
                        "a second value",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"} {}",
                        -32700,
                        "malformed JSON"),
                new Row(
                        "a trailing comma",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",}",
                        -32700,
                        "malformed JSON"),
                new Row("single quotes", "{'jsonrpc':'2.0','id':1,'method':'ping'}", -32700, "malformed JSON"),
                new Row(
                        "a comment",
                        "{/**/\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}",
                        -32700,
                        "malformed JSON"),
                new Row(
                        "not a number",
                        "{\"jsonrpc\":\"2.0\",\"id\":NaN,\"method\":\"ping\"}",
                        -32700,
                        "malformed JSON"),
                new Row(
                        "a raw line break in a string",
                        "{\"jsonrpc\":\"2.0\",\"id\":\"a\nb\",\"method\":\"ping\"}",
                        -32700,
                        "malformed JSON"),
                new Row(
                        "a byte order mark",
                        "\ufeff{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}",
                        -32700,
                        "byte order mark"),
                new Row(
                        "UTF-16",
                        () -> "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}".getBytes(StandardCharsets.UTF_16LE),
                        -32700,
                        "malformed"),
                new Row("an overlong slash", () -> HexFormat.of().parseHex("7b2261223a22c0af227d"), -32700, "UTF-8"),
                new Row(
                        "a surrogate in UTF-8",
                        () -> HexFormat.of().parseHex("7b2261223a22eda080227d"),
                        -32700,
                        "UTF-8"),
                new Row(
                        "half a surrogate pair",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"\\ud83d\"}}",
                        -32700,
                        "surrogate"),
                new Row(
                        "half a pair in a name",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\",\"params\":{\"\\udc00\":1}}",
                        -32700,
                        "surrogate"),
                new Row(
                        "a duplicate at the top",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"ping\"}",
                        -32700,
                        "Duplicate"),
                new Row("a duplicate in arguments", call("\"sql\":\"a\",\"sql\":\"b\""), -32700, "Duplicate"),
                new Row("an escaped duplicate", call("\"sql\":\"a\",\"s\\u0071l\":\"b\""), -32700, "Duplicate"),
                new Row("names that differ in case", call("\"sql\":\"a\",\"SQL\":\"b\""), -32700, "only in case"),
                new Row("a long s", call("\"sql\":\"a\",\"\\u017fql\":\"b\""), -32700, "only in case"),
                new Row("a Kelvin sign", call("\"key\":\"a\",\"\\u212aey\":\"b\""), -32700, "only in case"),
                new Row(
                        "params in another case beside",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{},\"Params\":{}}",
                        -32700,
                        "only in case"),
                new Row(
                        "params in another case alone",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"Params\":{\"name\":\"x\"}}",
                        -32600,
                        "another case"),
                new Row(
                        "a name in another case",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"Name\":\"x\"}}",
                        -32600,
                        "another case"),
                new Row(
                        "arguments in another case",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"x\",\"ARGUMENTS\":{}}}",
                        -32600,
                        "another case"),
                new Row("too deep", call("\"a\":" + "[".repeat(100) + "]".repeat(100)), -32700, "malformed JSON"),
                new Row("a number without end", call("\"a\":" + "9".repeat(300)), -32700, "malformed JSON"),
                new Row("a batch", "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]", -32600, "batches"),
                new Row("an empty batch", "[]", -32600, "batches"),
                new Row("a text", "\"ping\"", -32600, "an object"),
                new Row("null", "null", -32600, "an object"),
                new Row("no version", "{\"id\":1,\"method\":\"ping\"}", -32600, "jsonrpc"),
                new Row("another version", "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}", -32600, "jsonrpc"),
                new Row(
                        "a version that is a number",
                        "{\"jsonrpc\":2.0,\"id\":1,\"method\":\"ping\"}",
                        -32600,
                        "jsonrpc"),
                new Row("a null id", "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}", -32600, "`id`"),
                new Row("a fraction as id", "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}", -32600, "`id`"),
                new Row("an object as id", "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}", -32600, "`id`"),
                new Row(
                        "an id beyond 64 bits",
                        "{\"jsonrpc\":\"2.0\",\"id\":99999999999999999999,\"method\":\"ping\"}",
                        -32600,
                        "`id`"),
                new Row(
                        "an id without end",
                        "{\"jsonrpc\":\"2.0\",\"id\":\"" + "a".repeat(300) + "\",\"method\":\"ping\"}",
                        -32600,
                        "`id`"),
                new Row("no method", "{\"jsonrpc\":\"2.0\",\"id\":1}", -32600, "expected `method`"),
                new Row("a method that is a number", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}", -32600, "`method`"),
                new Row(
                        "a method with a line break",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\\n\"}",
                        -32600,
                        "`method`"),
                new Row(
                        "a method with a full-width slash",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools\uff0fcall\"}",
                        -32600,
                        "`method`"),
                new Row(
                        "params in an array",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[]}",
                        -32600,
                        "`params`"),
                new Row(
                        "null params",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":null}",
                        -32600,
                        "`params`"),
                new Row(
                        "meta that is a text",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":{\"_meta\":\"x\"}}",
                        -32600,
                        "`_meta`"),
                new Row(
                        "request and response",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"result\":{}}",
                        -32600,
                        "both"),
                new Row(
                        "result and error",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{},\"error\":{\"code\":1,\"message\":\"\"}}",
                        -32600,
                        "expected"),
                new Row(
                        "a result that is a text",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"x\"}",
                        -32600,
                        "`result`"),
                new Row(
                        "an error without code",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"message\":\"x\"}}",
                        -32600,
                        "`error`"),
                new Row("a response without id", "{\"jsonrpc\":\"2.0\",\"result\":{}}", -32600, "without `id`"));
    }

    private static String call(String arguments) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"x\",\"arguments\":{"
                + arguments + "}}}";
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void refusesWhatTwoReadersCouldUnderstandInTwoWays(Row row) {
        Message.Invalid invalid = assertInstanceOf(
                Message.Invalid.class, Messages.fromAgent(row.bytes().get()));
        assertEquals(row.code(), invalid.code(), invalid.why());
        assertTrue(invalid.why().contains(row.why()), invalid.why());
    }

    @Test
    void keepsTheBytesAsTheyCame() {
        String text = " {\"id\" : 1,\n"
                + "\"method\":\"tools/call\",\"jsonrpc\":\"2.0\", \"params\":{\"name\":\"\\u0071\",\"x\":1.50} } ";
        Message.Request request =
                assertInstanceOf(Message.Request.class, Messages.fromAgent(text.getBytes(StandardCharsets.UTF_8)));
        assertEquals(text, request.wire().toString());
        assertEquals("q", request.params().path("name").asText());
    }

    @Test
    void tellsTheKindsOfMessagesApart() {
        assertInstanceOf(Message.Request.class, agent("{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"ping\"}"));
        assertInstanceOf(
                Message.Notification.class, agent("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}"));
        assertInstanceOf(Message.Response.class, agent("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}"));
        assertInstanceOf(
                Message.Response.class,
                agent("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-1,\"message\":\"no\"}}"));
    }

    @Test
    void letsDataOfATargetHoldNamesThatDifferInCase() {
        byte[] bytes = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"a\":1,\"A\":2}}".getBytes(StandardCharsets.UTF_8);
        assertInstanceOf(Message.Response.class, Messages.fromTarget(bytes));
    }

    @Test
    void answersRandomBytesWithNothingButARefusal() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        byte[] good = call("\"sql\":\"select 1\"").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = good.clone();
            for (int change = 0; change <= i % 5; change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Message message = Messages.fromAgent(bytes);
            if (message instanceof Message.Request request) {
                assertEquals(
                        new String(bytes, StandardCharsets.UTF_8),
                        request.wire().toString());
            }
        }
    }

    private static Message agent(String text) {
        return Messages.fromAgent(text.getBytes(StandardCharsets.UTF_8));
    }
}
