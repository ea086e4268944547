package io.carillon.engine.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.change.Change;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Directory;
import io.carillon.model.Id;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import io.carillon.model.Resource;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import io.carillon.testkit.MemoryMeters;
import io.carillon.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// When what a message says is sealed for the reader key of its account.
class SealingTest {
  private static final Resource KEY =
      new Resource(
          new Id(1, 1),
          Samples.ACCOUNT,
          Resource.Kind.READER_KEY,
          "print",
          Map.of("kty", "EC"),
          Samples.START,
          Samples.START);

  private final Samples samples = new Samples(1);
  private final MemoryMeters meters = new MemoryMeters();
  private Directory directory = with(List.of(KEY));
  private final Sealing sealing =
      new Sealing(
          () -> directory,
          (key, content) -> Optional.of(new Content.Sealed(key.name() + " " + content.words())),
          meters);

  private static Directory with(List<Resource> resources) {
    return new Directory(1, List.of(), List.of(), List.of(), resources);
  }

  private Content after(Message message) {
    return sealing.follow(Change.of(message)).after().content();
  }

  private Message sent() {
    var claimed = Samples.claimed(samples.message(), 1, Samples.START);
    return Samples.sent(claimed, Samples.START, "far");
  }

  @Test
  void whatWasSentIsSealedWithTheCommitThatSaysSo() {
    var kept = new Keepsake("also said".getBytes(StandardCharsets.UTF_8));
    var message = sent().with(new Content.Text("said"), kept);
    Write row =
        new Write.Noted(
            new TraceRow(message.id(), Samples.START, TraceRow.Kind.RECEIPT, "delivered"));

    var change = sealing.follow(new Change(Optional.of(message), message, List.of(row)));

    assertThat(change.after()).isEqualTo(message.with(new Content.Sealed("print said"), kept));
    assertThat(change.before()).contains(message);
    assertThat(change.also()).containsExactly(row);
    assertThat(meters.counted("content.sealed", "outcome", "sealed")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Wait.class,
      names = {
        "TURN",
        "SCHEDULE",
        "RETRY",
        "THROTTLE",
        "ANSWER",
        "DOUBT",
        "QUIET",
        "CAP",
        "REPLY",
        "SUSPENDED"
      })
  void whatMayStillBeSentOrAnsweredIsNot(Wait wait) {
    var message = Samples.worked(samples.message(), Samples.waiting(wait, Samples.START));

    assertThat(after(message)).isEqualTo(message.content());
  }

  @Test
  void whileAPartIsOutItIsNotSealed() {
    var claimed = Samples.claimed(samples.message(), 2, Samples.START);
    var state = claimed.state();
    var idle = state.work().waiting(Wait.NOTHING, Optional.empty());
    var ended = claimed.with(state.with(state.facts(), idle));

    assertThat(after(ended)).isEqualTo(ended.content());
  }

  @Test
  void whatIsSealedShreddedOrBlottedOutStaysSo() {
    for (var content :
        List.of(new Content.Sealed("jwe"), new Content.Shredded(), new Content.Text(""))) {
      assertThat(after(sent().with(content, Keepsake.NONE))).isEqualTo(content);
      assertThat(sealing.apply(sent().with(content, Keepsake.NONE)).content()).isEqualTo(content);
    }
    assertThat(meters.counted("content.sealed", "outcome", "sealed")).isZero();
  }

  @Test
  void withoutAKeyOfTheAccountItselfNothingIs() {
    directory = with(List.of());

    var message = sent();

    assertThat(sealing.follow(Change.of(message))).isEqualTo(Change.of(message));
    assertThat(sealing.apply(message)).isSameAs(message);
  }

  @Test
  void whoIsToldOfWhatStillWaitsIsGivenItSealed() {
    assertThat(sealing.apply(samples.message()).content())
        .isEqualTo(new Content.Sealed("print Hello, world"));
  }

  @Test
  void whereTheKeyIsDamagedItStaysAndIsCounted() {
    var damaged = new Sealing(() -> directory, (_, _) -> Optional.empty(), meters);
    var message = sent();

    assertThat(damaged.follow(Change.of(message)).after()).isEqualTo(message);
    assertThat(meters.counted("content.sealed", "outcome", "failed")).isEqualTo(1);
  }
}
