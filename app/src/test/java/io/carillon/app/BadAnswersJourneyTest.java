package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.app.run.SystemClock;
import io.carillon.testkit.Patience;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What webhooks can answer badly when they are told what people write: each is clear in the trace,
/// nothing is lost, and nobody else waits.
@Tag("slow")
@Tag("journey")
class BadAnswersJourneyTest {
  private static final String NUMBER = "+14155552671";
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String MARKUP = OK + "Content-Type: text/xml\r\n";
  private static final byte[] PIECE = "a".repeat(16 * 1024).getBytes(StandardCharsets.US_ASCII);
  private static final String LARGE = "11750 .*it is over 65536 bytes, or broke off";
  private static final String TOLD = "notice_told.*HTTP 200";
  private static final String NOT_HTTP = "the answer is not HTTP/1.1";
  private static final String HEAD = "the answer's head is over 16384 bytes";

  private static final String MOVED = "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\n";
  private static final BadHook.Script FINE = out -> say(out, OK + "Content-Length: 0\r\n\r\n");

  /// More than this of an endless answer is not taken: what is read, and what the system holds.
  private static final long TAKEN_MAX = 32L * 1024 * 1024;

  /// A mended hook is told at its next try: on a slow machine the fifth, 2 minutes and a fifth
  /// after the fourth.
  private static final Duration TRIED_AGAIN = Duration.ofMinutes(3);

  @TempDir private Path folder;

  private Rig rig;
  private SSLContext known;
  private SSLContext unknown;
  private String sender = "";
  private final List<BadHook> hooks = new ArrayList<>();

  /// One way to answer badly.
  ///
  /// @param v2 what the trace says where it was told in the native dialect
  /// @param mycpaas the same for the dialect whose answers are read
  private record Bad(String name, String v2, String mycpaas, BadHook.Script script) {
    static Bad failing(String name, String words, BadHook.Script script) {
      return new Bad(name, "notice_failed.*" + words, "notice_failed.*" + words, script);
    }

    boolean canBeMended() {
      return v2.startsWith("notice_failed") && !v2.contains("secure");
    }
  }

  private static Bad insecure(String name, String why) {
    return Bad.failing(name, "no secure connection: " + why, FINE);
  }

  private static void say(OutputStream out, String words) throws IOException {
    out.write(words.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void sayForEver(OutputStream out, byte[] words) throws IOException {
    while (true) {
      out.write(words);
    }
  }

  private static byte[] octets(String words) {
    return words.getBytes(StandardCharsets.ISO_8859_1);
  }

  /// An octet now and then, until whoever asks has had enough.
  private static void trickle(OutputStream out) throws IOException {
    var patience = new Patience(Duration.ofMinutes(1));
    while (true) {
      say(out, "a");
      patience.rest(() -> "nobody has left");
    }
  }

  private static final List<Bad> BAD =
      List.of(
          new Bad(
              "huge",
              TOLD,
              LARGE,
              out -> {
                say(out, MARKUP + "Content-Length: 1000000000\r\n\r\n");
                for (long left = 1_000_000_000; left > 0; left -= PIECE.length) {
                  out.write(PIECE);
                }
              }),
          new Bad(
              "endless",
              TOLD,
              LARGE,
              out -> {
                say(out, MARKUP + "\r\n");
                sayForEver(out, PIECE);
              }),
          new Bad(
              "endless in chunks",
              TOLD,
              LARGE,
              out -> {
                say(out, MARKUP + "Transfer-Encoding: chunked\r\n\r\n");
                sayForEver(out, octets("1\r\na\r\n"));
              }),
          new Bad(
              "trickling",
              TOLD,
              LARGE,
              out -> {
                say(out, MARKUP + "Content-Length: 1000000\r\n\r\n");
                trickle(out);
              }),
          new Bad(
              "wrong content type",
              TOLD,
              "12300 .*its content type is neither XML nor plain text",
              out -> say(out, OK + "Content-Type: image/png\r\nContent-Length: 3\r\n\r\nPNG")),
          new Bad(
              "wrong charset",
              TOLD,
              "12100 ",
              out -> {
                var words = "<Response><Message>\u00e9t\u00e9</Message></Response>";
                var length = "Content-Length: " + words.length() + "\r\n\r\n";
                say(out, OK + "Content-Type: text/xml; charset=utf-8\r\n" + length + words);
              }),
          new Bad(
              "cut",
              TOLD,
              LARGE,
              out -> say(out, MARKUP + "Content-Length: 1000\r\n\r\n<Response><Mess")),
          Bad.failing("redirect", "HTTP 302", out -> say(out, MOVED + "Content-Length: 0\r\n\r\n")),
          Bad.failing(
              "trickling head",
              "no answer in time",
              out -> {
                say(out, "HTTP/1.1 200 OK\r\nX: ");
                trickle(out);
              }),
          Bad.failing("cut head", "ended before the answer's head did", out -> say(out, OK)),
          Bad.failing("garbage", NOT_HTTP, out -> sayForEver(out, octets("\0\u00ff;\n"))),
          Bad.failing(
              "interim flood", HEAD, out -> sayForEver(out, octets("HTTP/1.1 103 Hi\r\n\r\n"))),
          Bad.failing(
              "endless head",
              HEAD,
              out -> {
                say(out, OK);
                sayForEver(out, octets("X-Y: z\r\n"));
              }));

  @BeforeEach
  void open() throws Exception {
    var trusted = Certificate.make(folder, "EC");
    known = trusted.shownTo(trusted);
    var other = Certificate.make(folder, "EC");
    unknown = other.shownTo(other);
    rig =
        Rig.open(
            folder,
            SharedRig.QUICK,
            Stores.variables(folder.resolve("data")),
            fatal ->
                new House.World(
                    new SystemClock(), fatal, Optional.of(known), Duration.ofSeconds(3)));
    for (var one : rig.client().get("/v2/senders?limit=100").json().path("data")) {
      if (one.path("address").asText().equals(NUMBER)) {
        sender = one.path("id").asText();
      }
    }
  }

  @AfterEach
  void close() throws Exception {
    rig.close();
    for (var hook : hooks) {
      hook.close();
    }
  }

  private BadHook hook(ServerSocketFactory sockets, String origin, BadHook.Script script)
      throws IOException {
    var hook = new BadHook(sockets, origin.substring(origin.lastIndexOf('/') + 1), script);
    hooks.add(hook);
    return hook;
  }

  /// A person writes, and is told about in that dialect at that URL; the message's id.
  private String written(String dialect, String url) throws Exception {
    var body = "{\"dialect\": \"%s\", \"url\": \"%s\"}".formatted(dialect, url);
    var set = rig.client().post("/v2/senders/" + sender + "/inbound", body);
    assertThat(set.status()).as(set.body()).isEqualTo(200);
    var person = "+1415557%04d".formatted(1000 + hooks.size());
    var said = "{\"to\": \"%s\", \"text\": \"Hello\"}".formatted(NUMBER);
    var path = "/sandbox/handsets/" + person + "/messages";
    assertThat(rig.client().post(path, said).status()).isEqualTo(202);
    var list = "/v2/messages?direction=inbound&from=%2B" + person.substring(1);
    return rig.client()
        .await(list, reply -> reply.json().path("data").size() == 1)
        .json()
        .path("data")
        .path(0)
        .path("id")
        .asText();
  }

  private JsonNode inList(String id) throws Exception {
    var list = rig.client().get("/v2/messages?direction=inbound&limit=100").json().path("data");
    return StreamSupport.stream(list.spliterator(), false)
        .filter(one -> one.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private void awaitTrace(Tried one) throws Exception {
    try {
      awaitTrace(one.id(), one.words());
    } catch (AssertionError e) {
      throw new AssertionError(one.name(), e);
    }
  }

  private void awaitTrace(String id, String pattern) throws Exception {
    awaitTrace(id, Duration.ofMinutes(2), pattern);
  }

  private void awaitTrace(String id, Duration atMost, String pattern) throws Exception {
    rig.client()
        .await(
            "/v2/messages/" + id + "/trace",
            atMost,
            reply -> reply.json().toString().replace('\n', ' ').matches(".*" + pattern + ".*"));
  }

  /// What was told to a hook, and is to be seen in its trace.
  private record Tried(String name, String id, String words, BadHook hook, boolean mendable) {}

  private Tried tried(String dialect, Bad bad, ServerSocketFactory sockets, String origin)
      throws Exception {
    var hook = hook(sockets, origin, bad.script());
    var id = written(dialect, origin + ":" + hook.port() + "/in");
    var words = dialect.equals("v2") ? bad.v2() : bad.mycpaas();
    return new Tried(dialect + " " + bad.name(), id, words, hook, bad.canBeMended());
  }

  @Test
  void badAnswersAreNotedAndHoldNobodyUpAndNothingIsLost() throws Exception {
    var tried = new ArrayList<Tried>();
    for (var dialect : List.of("v2", "mycpaas")) {
      for (var bad : BAD) {
        tried.add(tried(dialect, bad, ServerSocketFactory.getDefault(), "http://127.0.0.1"));
      }
      var stranger = unknown.getServerSocketFactory();
      tried.add(
          tried(
              dialect,
              insecure("self-signed", "nobody trusted vouches"),
              stranger,
              "https://127.0.0.1"));
      var ours = known.getServerSocketFactory();
      tried.add(
          tried(
              dialect,
              insecure("of another host", "the certificate is of another host"),
              ours,
              "https://127.0.0.2"));
      var good = tried(dialect, new Bad("good", TOLD, TOLD, FINE), ours, "https://127.0.0.1");
      awaitTrace(good);
    }

    for (var one : tried) {
      awaitTrace(one);
      assertThat(one.hook().written()).as(one.name()).isLessThan(TAKEN_MAX);
    }

    hooks.forEach(BadHook::mend);
    for (var one : tried) {
      if (one.mendable()) {
        awaitTrace(one.id(), TRIED_AGAIN, "notice_told.*HTTP 204");
        assertThat(rig.client().get("/v2/messages/" + one.id()).json().path("waits_for").asText())
            .isEqualTo("nothing");
        // a second time where the first answer came too late for the client
        assertThat(one.hook().mendedAnswers()).as(one.name()).isBetween(1L, 2L);
      } else if (one.words().startsWith("notice_failed")) {
        awaitTrace(one.id(), "\"waits_for\":\\{\"reason\":\"notice\".*");
        var owed = rig.client().get("/v2/messages/" + one.id()).json();
        assertThat(owed.path("waits_for").asText()).isEqualTo("notice");
        assertThat(owed.path("due").asText()).startsWith("20");
        assertThat(owed.path("waiting").path("for").asText()).isEqualTo("notice");
        assertThat(owed.path("waiting").path("why").asText())
            .contains("its webhook is to be told: try ");
        assertThat(inList(one.id()).path("waits_for").asText()).isEqualTo("notice");
      }
    }
  }
}
