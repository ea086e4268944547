package io.carillon.front.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Content;
import io.carillon.model.Resource;
import io.carillon.testkit.JweReader;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.SampleContents;
import io.carillon.testkit.Samples;
import io.carillon.testkit.SteppedTasks;
import io.carillon.wire.jose.RecipientKey;
import io.carillon.wire.jose.Unfit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a reader finds in what was sealed for them.
class ReaderSealsTest {
  private final ManualClock clock = new ManualClock();
  private final SteppedTasks tasks = new SteppedTasks(clock, 1);
  private final ReaderSeals seals = new ReaderSeals(tasks, clock);
  private final JweReader reader = JweReader.p256();

  private static Resource key(JweReader reader) throws Unfit {
    return ReaderKeys.kept(Samples.ACCOUNT, RecipientKey.ofPem(reader.pem()), Samples.START);
  }

  private String sealed(Resource key, Content content) {
    return seals.seal(key, content).orElseThrow().jwe();
  }

  @Test
  void aTextIsTheTextItself() throws Exception {
    var jwe = sealed(key(reader), new Content.Text("Grüße 🔔"));

    assertThat(reader.open(jwe)).isEqualTo("Grüße 🔔");
    assertThat(JweReader.header(jwe)).contains("\"cty\":\"text/plain\"");
  }

  @Test
  void allElseIsTheObjectOfTheNativeApi() throws Exception {
    for (var content : SampleContents.EACH) {
      if (!(content instanceof Content.Text) && !(content instanceof Content.Flash)) {
        var jwe = sealed(key(reader), content);

        var said = new String(V2Contents.octets(content), StandardCharsets.UTF_8);
        assertThat(reader.open(jwe)).isEqualTo(said).startsWith("{\"kind\"");
        assertThat(JweReader.header(jwe)).contains("\"cty\":\"json\"");
      }
    }
  }

  @Test
  void eachHasANonceOfItsOwnHoweverManyComeAtOnce() throws Exception {
    var key = key(reader);
    var nonces = new HashSet<String>();
    for (int i = 0; i < 200; i++) {
      if (i == 20) {
        tasks.settle();
      }
      var jwe = sealed(key, new Content.Text("same"));
      assertThat(nonces.add(jwe.split("\\.", -1)[2])).isTrue();
      assertThat(reader.open(jwe)).isEqualTo("same");
    }
  }

  @Test
  void envelopesAreMadeAheadAndNoMoreThan64InASecond() throws Exception {
    var key = key(reader);
    assertThat(senders(key, 1)).isEqualTo(1);
    tasks.settle();

    assertThat(senders(key, 64)).isEqualTo(64);
    tasks.settle();
    assertThat(senders(key, 64)).isEqualTo(1);

    clock.advance(Duration.ofSeconds(1));
    assertThat(senders(key, 64)).isEqualTo(1);
    tasks.settle();
    assertThat(senders(key, 64)).isEqualTo(64);
  }

  /// How many keys of their own so many texts are sealed with.
  private long senders(Resource key, int texts) {
    return IntStream.range(0, texts)
        .mapToObj(_ -> JweReader.header(sealed(key, new Content.Text("said"))))
        .distinct()
        .count();
  }

  @Test
  void anotherKeySealsFromThenOn() throws Exception {
    sealed(key(reader), new Content.Text("for the first"));
    tasks.settle();
    var next = JweReader.x25519();

    var jwe = sealed(key(next), new Content.Text("for the next"));

    assertThat(next.open(jwe)).isEqualTo("for the next");
  }

  @Test
  void aDamagedKeySealsNothing() throws Exception {
    var sound = key(reader);
    var damaged = sound.with(sound.name(), Map.of("kty", "EC"), Samples.START);

    assertThat(seals.seal(damaged, new Content.Text("said"))).isEmpty();
    assertThat(seals.seal(sound, new Content.Text("said"))).isPresent();
  }
}
