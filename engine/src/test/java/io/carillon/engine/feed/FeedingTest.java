package io.carillon.engine.feed;

import static io.carillon.testkit.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.change.Change;
import io.carillon.model.Commit.Write;
import io.carillon.model.Directory;
import io.carillon.model.Event;
import io.carillon.model.Event.Kind;
import io.carillon.model.Message;
import io.carillon.testkit.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeedingTest {
  private final Samples samples = new Samples(5);

  private static List<Event> follows(String messages, Change change) {
    var policy = FeedPolicy.policy();
    policy.adopt(Map.of("messages", messages));
    return new Feeding(() -> Directory.EMPTY, policy)
        .follow(change).also().stream()
            .map(Write.Happened.class::cast)
            .map(Write.Happened::event)
            .toList();
  }

  private static Change changed(Message before, Message after) {
    return new Change(Optional.of(before), after, List.of());
  }

  @Test
  void aNewMessageAndEachStatusHappens() {
    var message = samples.message();
    var delivered = Samples.delivered(message, START.plusSeconds(9));

    assertThat(follows("on", Change.of(message)))
        .extracting(Event::kind)
        .containsExactly(Kind.of(message.status()));
    assertThat(follows("on", changed(message, delivered)))
        .containsExactly(
            new Event(
                message.account(),
                START.plusSeconds(9),
                Kind.MESSAGE_DELIVERED,
                message.id().value(),
                Map.of()));
  }

  @Test
  void whatLeavesTheStatusAloneDoesNotHappen() {
    var message = samples.message();

    assertThat(follows("on", changed(message, message))).isEmpty();
  }

  @Test
  void nothingHappensForAnAccountThatDidNotAskForIt() {
    assertThat(follows("off", Change.of(samples.message()))).isEmpty();
  }
}
