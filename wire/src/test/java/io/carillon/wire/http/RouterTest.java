package io.carillon.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RouterTest {
  private static final byte[] NOTHING = {};

  private static Route route(String method, String pattern) {
    return new Route(
        method, pattern, 10, request -> Reply.text(200, pattern + vars(pattern, request)));
  }

  /// The values of those variables of a, b and c that the pattern has.
  private static String vars(String pattern, Request request) {
    StringBuilder vars = new StringBuilder();
    for (String name : List.of("a", "b", "c")) {
      if (pattern.contains("{" + name)) {
        vars.append(' ').append(name).append('=').append(request.variable(name));
      }
    }
    return vars.toString();
  }

  private static Router router(String... patterns) {
    List<Route> routes = new ArrayList<>();
    for (String pattern : patterns) {
      routes.add(route("GET", pattern));
    }
    return new Router(List.of(new Mount("", routes, Wording.NAMED)));
  }

  private static String get(Router router, String target) {
    Reply reply = router.answer(Request.of("GET", target, List.of(), NOTHING));
    String body = new String(reply.body(), StandardCharsets.UTF_8);
    return reply.status() == 200 ? body : Integer.toString(reply.status());
  }

  @Test
  void aLiteralBeatsAVariable() {
    Router router = router("/m/{a}", "/m/sms", "/m/{a}/x", "/m/sms/y");

    assertThat(get(router, "/m/sms")).isEqualTo("/m/sms");
    assertThat(get(router, "/m/other")).isEqualTo("/m/{a} a=other");
    assertThat(get(router, "/m/sms/x")).as("goes back").isEqualTo("/m/{a}/x a=sms");
    assertThat(get(router, "/m/sms/y")).isEqualTo("/m/sms/y");
  }

  @Test
  void moreTextAroundAVariableBeatsLess() {
    Router router = router("/M/{a}", "/M/{a}.json", "/M/x{a}.json", "/bot{a}/send/{b}");

    assertThat(get(router, "/M/SM1")).isEqualTo("/M/{a} a=SM1");
    assertThat(get(router, "/M/SM1.json")).isEqualTo("/M/{a}.json a=SM1");
    assertThat(get(router, "/M/xSM1.json")).isEqualTo("/M/x{a}.json a=SM1");
    assertThat(get(router, "/M/.json")).as("never empty").isEqualTo("/M/{a} a=.json");
    assertThat(get(router, "/bot12:ab/send/now")).isEqualTo("/bot{a}/send/{b} a=12:ab b=now");
    assertThat(get(router, "/bot/send/now")).isEqualTo("404");
  }

  @Test
  void aRestTakesAllThatIsLeft() {
    Router router = router("/assets/{a...}", "/assets/fixed", "/{a}/{b}/end");

    assertThat(get(router, "/assets/js/app.js")).isEqualTo("/assets/{a...} a=js/app.js");
    assertThat(get(router, "/assets/fixed")).isEqualTo("/assets/fixed");
    assertThat(get(router, "/assets/fixed/more")).isEqualTo("/assets/{a...} a=fixed/more");
    assertThat(get(router, "/assets/")).isEqualTo("404");
    assertThat(get(router, "/other/b/end")).isEqualTo("/{a}/{b}/end a=other b=b");
  }

  @Test
  void slashesCountAndEscapesDoNotMakeThem() {
    Router router = router("/", "/a/{a}", "/d/");

    assertThat(get(router, "/")).isEqualTo("/");
    assertThat(get(router, "/a/1/")).isEqualTo("404");
    assertThat(get(router, "/a/")).isEqualTo("404");
    assertThat(get(router, "/a")).isEqualTo("404");
    assertThat(get(router, "/d/")).isEqualTo("/d/");
    assertThat(get(router, "/d")).isEqualTo("404");
    assertThat(get(router, "/a/1%2F2")).isEqualTo("/a/{a} a=1/2");
    assertThat(get(router, "/%61/x%20y+z")).isEqualTo("/a/{a} a=x y+z");
    assertThat(get(router, "")).isEqualTo("404");
    assertThat(get(router, "a/1")).isEqualTo("404");
    assertThat(get(router, "/a".repeat(5000))).isEqualTo("404");
  }

  @Test
  void aMethodThatIsElsewhereIsPreferredToNone() {
    List<Route> routes = List.of(route("GET", "/m/sms"), route("POST", "/m/{a}"));
    Router router = new Router(List.of(new Mount("", routes, Wording.NAMED)));

    Reply post = router.answer(Request.of("POST", "/m/sms", List.of(), NOTHING));
    Reply put = router.answer(Request.of("PUT", "/m/sms", List.of(), NOTHING));

    assertThat(new String(post.body(), StandardCharsets.UTF_8)).isEqualTo("/m/{a} a=sms");
    assertThat(put.status()).isEqualTo(405);
    assertThat(put.fields()).containsExactly(new Field("Allow", "GET, HEAD, OPTIONS"));
  }

  @Test
  void keepsWhatTheDialectSetsItself() {
    Errors own = (_, problem) -> Reply.empty(problem.status()).with("ALLOW", "mine");
    Router router = new Router(List.of(new Mount("", List.of(route("GET", "/x")), own)));

    Reply reply = router.answer(Request.of("PUT", "/x", List.of(), NOTHING));

    assertThat(reply.fields()).containsExactly(new Field("ALLOW", "mine"));
  }

  @Test
  void answersARequestWithoutAServer() {
    Handler echo =
        request ->
            Reply.text(
                200,
                request.bodyText()
                    + request.query("q")
                    + request.header("x-y")
                    + request.headers("X-Y")
                    + request.remote().isLoopbackAddress());
    Mount mount = Wording.mount("/v1", Route.post("/echo", 5, echo));
    Router router = new Router(List.of(mount));
    List<Field> fields = List.of(new Field("X-Y", "1"), new Field("x-y", "2"));
    byte[] five = "12345".getBytes(StandardCharsets.UTF_8);
    byte[] six = "123456".getBytes(StandardCharsets.UTF_8);

    Reply fits = router.answer(Request.of("POST", "/v1/echo?q=a", fields, five));
    Reply over = router.answer(Request.of("POST", "/v1/echo", fields, six));

    assertThat(new String(fits.body(), StandardCharsets.UTF_8))
        .isEqualTo("12345Optional[a]Optional[1][1, 2]true");
    assertThat(over.status()).isEqualTo(413);
  }

  /// What is logged of a handler that throws, where its problem is answered by a status.
  private static List<ILoggingEvent> logged(int status, String path) {
    var kept = new ListAppender<ILoggingEvent>();
    var logger = (Logger) LoggerFactory.getLogger(Router.class);
    logger.addAppender(kept);
    kept.start();
    try {
      Handler throwing =
          _ -> {
            throw new IllegalStateException("too many");
          };
      var route = List.of(new Route("GET", path, 0, throwing));
      var router = new Router(List.of(new Mount("", route, (_, _) -> Reply.empty(status))));
      assertThat(get(router, path)).isEqualTo(Integer.toString(status));
    } finally {
      logger.detachAppender(kept);
    }
    return kept.list.stream().filter(one -> one.getFormattedMessage().contains(path)).toList();
  }

  @Test
  void whatIsToComeAgainIsLoggedWithoutAStackTrace() {
    assertThat(logged(503, "/busy"))
        .singleElement()
        .satisfies(line -> {
          assertThat(line.getLevel()).isEqualTo(Level.WARN);
          assertThat(line.getFormattedMessage()).startsWith("GET /busy").contains("too many");
          assertThat(line.getThrowableProxy()).isNull();
        });
    assertThat(logged(500, "/bug"))
        .singleElement()
        .satisfies(line -> {
          assertThat(line.getLevel()).isEqualTo(Level.ERROR);
          assertThat(line.getThrowableProxy()).isNotNull();
        });
  }

  @Test
  void refusesPatternsThatAreNone() {
    List<String> none =
        List.of(
            "/{",
            "/}",
            "/{}",
            "/{a",
            "/a}",
            "/{a}{b}",
            "/}a{",
            "/{a...}/b",
            "/x{a...}",
            "/{a}/{a}",
            "/{...}/x");
    for (String pattern : none) {
      assertThatThrownBy(() -> router(pattern))
          .as(pattern)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Route.get("x", _ -> Reply.empty(200)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Wording.mount("/v1/")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Wording.mount("v1")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anUnknownVariableIsABug() {
    assertThatThrownBy(() -> Request.of("GET", "/", List.of(), NOTHING).variable("a"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void repliesHoldToTheirForm() {
    assertThatThrownBy(() -> Reply.empty(99)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Reply.empty(200).with("X", "a\nb"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Reply.empty(200).with("Content-length", "7"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Reply.empty(200).with("X Y", "a"))
        .isInstanceOf(IllegalArgumentException.class);
    Reply reply = Reply.json(201, NOTHING).with("A", "1").with("A", "2");
    assertThat(reply.fields()).containsExactly(new Field("A", "1"), new Field("A", "2"));
    assertThat(reply.contentType()).isEqualTo("application/json");
  }

  @Test
  void parametersAreDecodedOnceAndInOrder() {
    Parameters query = Parameters.parse("b=2&a=1+1&b=%263&c&=x&&%C3%A9=%2B").orElseThrow();

    assertThat(query.names()).containsExactly("b", "a", "c", "", "\u00e9");
    assertThat(query.all("b")).containsExactly("2", "&3");
    assertThat(query.first("a")).contains("1 1");
    assertThat(query.first("c")).contains("");
    assertThat(query.first("\u00e9")).contains("+");
    assertThat(query.first("none")).isEmpty();
    assertThat(query.all("none")).isEmpty();
    assertThat(Parameters.parse("")).contains(Parameters.none());
  }

  @Test
  void aFormIsDecodedLikeAQuery() {
    byte[] form =
        "Body=Hi+there%21&To=%2B1555&MediaUrl=a&MediaUrl=b".getBytes(StandardCharsets.UTF_8);

    Parameters parameters = Parameters.form(form).orElseThrow();

    assertThat(parameters.first("Body")).contains("Hi there!");
    assertThat(parameters.first("To")).contains("+1555");
    assertThat(parameters.all("MediaUrl")).containsExactly("a", "b");
    assertThat(Parameters.form(new byte[] {'a', '=', (byte) 0xff})).isEmpty();
    assertThat(Parameters.form("a=%".getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(Parameters.parse("a&".repeat(10_001))).isEmpty();
  }

  @Test
  void decodingGivesBackWhatWasEncoded() {
    Random random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(12); n > 0; n--) {
        int point = random.nextInt(1, 0x11_0000);
        text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? 'x' : point);
      }
      String encoded = java.net.URLEncoder.encode(text.toString(), StandardCharsets.UTF_8);
      assertThat(Percent.decode(encoded, true)).isEqualTo(text.toString());
      assertThat(get(router("/{a}"), "/" + encoded.replace("+", "%20")))
          .isEqualTo(text.isEmpty() ? "404" : "/{a} a=" + text);
    }
  }

  @Test
  void survivesAnyTarget() {
    Random random = new Random(9);
    Router router = router("/a/{a}/b", "/{a}.json", "/r/{b...}", "/");
    for (int i = 0; i < 5_000; i++) {
      StringBuilder target = new StringBuilder("/");
      for (int n = random.nextInt(30); n > 0; n--) {
        target.append("/ab%.c2?&=+\u00ff".charAt(random.nextInt(12)));
      }
      assertThat(get(router, target.toString())).isNotEqualTo("500");
    }
  }
}
