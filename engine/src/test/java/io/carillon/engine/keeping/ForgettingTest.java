package io.carillon.engine.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.change.Change;
import io.carillon.engine.comply.Policy;
import io.carillon.model.Content;
import io.carillon.model.Directory;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import io.carillon.testkit.MemoryMeters;
import io.carillon.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is never kept goes in the commit with which nothing is left to do.
class ForgettingTest {
  private static final Content.Item ITEM = new Content.Item("https://example.com/a.png", "", "");

  private final Samples samples = new Samples(1);
  private final MemoryMeters meters = new MemoryMeters();
  private final Policy<Keeping> policy = Keeping.policy();
  private final Forgetting forgetting = new Forgetting(() -> Directory.EMPTY, policy, meters);

  private Message sent(Content content) {
    var message =
        samples.message().with(content, new Keepsake("k".getBytes(StandardCharsets.UTF_8)));
    return Samples.sent(Samples.claimed(message, 1, Samples.START), Samples.START, "far");
  }

  private Message after(Message message) {
    return forgetting.follow(Change.of(message)).after();
  }

  @Test
  void wordsThatWereSentAreGoneAndReceiptsStillHaveWhatTheyNeed() {
    policy.adopt(Map.of("bodies", "never"));
    var message = sent(new Content.Text("said"));

    var left = after(message);

    assertThat(left.content()).isEqualTo(new Content.Text(""));
    assertThat(left.origin().keepsake()).isEqualTo(message.origin().keepsake());
    assertThat(meters.counted("keeping.forgotten", "what", "at_once")).isEqualTo(1);
    assertThat(after(left)).isEqualTo(left);
    assertThat(meters.counted("keeping.forgotten", "what", "at_once")).isEqualTo(1);
  }

  @Test
  void whatIsStillToBeSentStays() {
    policy.adopt(Map.of("bodies", "never", "media", "never"));
    var waiting = samples.message();
    var claimed = Samples.claimed(samples.message(), 1, Samples.START);

    assertThat(after(waiting)).isEqualTo(waiting);
    assertThat(after(claimed)).isEqualTo(claimed);
  }

  @Test
  void mediaAndWordsGoEachByItself() {
    var message = sent(new Content.Media("said", List.of(ITEM)));

    policy.adopt(Map.of("media", "never"));
    assertThat(after(message).content()).isEqualTo(new Content.Media("said", List.of()));
    policy.adopt(Map.of("bodies", "never"));
    assertThat(after(message).content()).isEqualTo(new Content.Media("", List.of(ITEM)));
    policy.adopt(Map.of("bodies", "never", "media", "never"));
    assertThat(after(message).content()).isEqualTo(new Content.Media("", List.of()));
  }

  @Test
  void whatIsSealedForAReaderGoes() {
    policy.adopt(Map.of("bodies", "never"));

    assertThat(after(sent(new Content.Sealed("jwe"))).content()).isEqualTo(new Content.Text(""));
  }

  @Test
  void asShippedAndOnOtherChannelsEverythingStays() {
    var message = sent(new Content.Text("said"));

    assertThat(after(message)).isEqualTo(message);
    policy.adopt(Map.of("bodies", "never sms:ever"));
    assertThat(after(message)).isEqualTo(message);
  }
}
