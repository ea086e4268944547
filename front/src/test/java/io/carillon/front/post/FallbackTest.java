package io.carillon.front.post;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Inbox;
import io.carillon.model.Inbox.Hook;
import io.carillon.model.port.Herald.Telling;
import io.carillon.testkit.ManualClock;
import io.carillon.wire.http.AddressGuard;
import io.carillon.wire.http.Call;
import io.carillon.wire.http.ClientLimits;
import io.carillon.wire.http.Field;
import io.carillon.wire.http.GuardedClient;
import io.carillon.wire.http.HttpObserver;
import io.carillon.wire.http.HttpServer;
import io.carillon.wire.http.HttpSettings;
import io.carillon.wire.http.Mount;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Result;
import io.carillon.wire.http.Route;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FallbackTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final byte[] BODY = "a=b".getBytes(StandardCharsets.UTF_8);

  private final List<String> came = new CopyOnWriteArrayList<>();
  private final CountDownLatch goOn = new CountDownLatch(1);
  private HttpServer sink;
  private GuardedClient client;

  @BeforeEach
  void open() throws Exception {
    var routes =
        List.of(
            Route.post("/good", 100, request -> answer(request, 200)),
            Route.get("/good", request -> answer(request, 204)),
            Route.post("/odd", 100, request -> answer(request, 202)),
            Route.post("/bad", 100, request -> answer(request, 500)),
            Route.post("/gone", 100, request -> answer(request, 404)),
            Route.post("/slow", 100, this::hold));
    sink =
        HttpServer.start(
            HttpSettings.loopback(),
            List.of(new Mount("", routes, (_, problem) -> Reply.empty(problem.status()))),
            HttpObserver.NONE);
    var guard =
        new AddressGuard(List.of(), () -> true, (host, _) -> List.of(InetAddress.getByName(host)));
    client = new GuardedClient(guard, ClientLimits.standard(), SSLContext.getDefault());
  }

  @AfterEach
  void close() {
    goOn.countDown();
    client.close();
    sink.close();
  }

  private Reply answer(Request request, int status) {
    came.add(request.path() + request.header("X-Before").map(" after "::concat).orElse(""));
    return Reply.empty(status);
  }

  private Reply hold(Request request) throws InterruptedException {
    came.add(request.path());
    goOn.await();
    return Reply.empty(200);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + sink.port() + path;
  }

  /// Names in a header why it is asked, and finds a flaw in each 202.
  private static final class Form implements Dialogue {
    @Override
    public Call call(Turn turn) {
      var before =
          turn.before().map(flaw -> List.of(new Field("X-Before", flaw.why()))).orElse(List.of());
      return turn.hook().byGet()
          ? turn.get(turn.hook().url(), before, 0)
          : turn.post(turn.hook().url(), before, BODY, 100);
    }

    @Override
    public Optional<String> flaw(Result.Answered answer) {
      return answer.status() == 202 ? Optional.of("no markup") : Optional.empty();
    }
  }

  private Asked ask(Duration limit, String main, String fallback) {
    var second = fallback.isEmpty() ? Optional.<Hook>empty() : Optional.of(Hook.posted(fallback));
    return ask(limit, new Inbox("", Hook.posted(main), second, Map.of()));
  }

  private Asked ask(Duration limit, Inbox inbox) {
    return new Courier(client, new ManualClock(), "1", limit).ask(inbox, new Form());
  }

  @Test
  void whoTakesItIsAskedAlone() {
    var asked = ask(LONG, url("/good"), url("/bad"));

    assertThat(asked.telling()).isEqualTo(new Telling.Told(200));
    assertThat(asked.flaws()).isEmpty();
    assertThat(came).containsExactly("/good");
  }

  @Test
  void whereAnAnswerIsNo2xxTheFallbackIsAskedAndTheTraceTells() {
    var asked = ask(LONG, url("/bad"), url("/good"));

    assertThat(asked.telling())
        .isEqualTo(new Telling.Told(200, List.of("HTTP 500; the fallback URL took it, HTTP 200")));
    assertThat(asked.taken().orElseThrow().hook().url()).isEqualTo(url("/good"));
    assertThat(asked.flaws().getFirst().call().url()).isEqualTo(url("/bad"));
    assertThat(came).containsExactly("/bad", "/good after HTTP 500");
  }

  @Test
  void theFallbackHasAMethodOfItsOwn() {
    var fallback = Optional.of(new Hook(url("/good"), true));
    var asked = ask(LONG, new Inbox("", Hook.posted(url("/bad")), fallback, Map.of()));

    assertThat(asked.telling())
        .isEqualTo(new Telling.Told(204, List.of("HTTP 500; the fallback URL took it, HTTP 204")));
  }

  @Test
  void whereBothFailBothAreTold() {
    var asked = ask(LONG, url("/bad"), url("/gone"));

    assertThat(asked.telling())
        .isEqualTo(new Telling.NotNow(500, "HTTP 500; fallback URL: HTTP 404", Optional.empty()));
    assertThat(asked.taken()).isEmpty();
    assertThat(asked.flaws()).hasSize(2);
    assertThat(came).containsExactly("/bad", "/gone after HTTP 500");
  }

  @Test
  void anAnswerThatTheDialectCannotUseCountsAsAFailure() {
    assertThat(ask(LONG, url("/odd"), "").telling())
        .isEqualTo(new Telling.NotNow(202, "no markup", Optional.empty()));
    assertThat(ask(LONG, url("/odd"), url("/good")).telling())
        .isEqualTo(new Telling.Told(200, List.of("no markup; the fallback URL took it, HTTP 200")));
  }

  @Test
  void whoTakesTooLongIsFollowedByTheFallback() {
    var asked = ask(Duration.ofSeconds(2), url("/slow"), url("/good"));

    assertThat(asked.telling()).isInstanceOf(Telling.Told.class);
    assertThat(((Result.Failed) asked.flaws().getFirst().result()).kind())
        .isEqualTo(Result.Kind.TIMEOUT);
  }

  @Test
  void whoMayNotBeCalledIsFollowedByTheFallback() {
    var forbidden = "http://169.254.169.254/latest";

    assertThat(ask(LONG, forbidden, url("/good")).telling()).isInstanceOf(Telling.Told.class);
    assertThat(ask(LONG, forbidden, url("/bad")).telling()).isInstanceOf(Telling.NotNow.class);
    assertThat(ask(LONG, url("/bad"), forbidden).telling()).isInstanceOf(Telling.NotNow.class);
    assertThat(ask(LONG, forbidden, forbidden).telling()).isInstanceOf(Telling.Gone.class);
  }

  @Test
  void withoutAFallbackOneFailureIsAll() {
    assertThat(ask(LONG, url("/bad"), "").telling())
        .isEqualTo(new Telling.NotNow(500, "HTTP 500", Optional.empty()));
    assertThat(came).hasSize(1);
  }
}
