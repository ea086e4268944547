package io.carillon.app.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Event.Kind;
import io.carillon.model.Event.Topic;
import io.carillon.model.Status;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/reference/events.md`: the kinds of events.
class EventsPageTest {
  private static final String FILE = "docs/reference/events.md";

  @Test
  void thePageSaysWhatTheListSays() throws Exception {
    var page = new Page();
    page.line("# Events").line("");
    page.line("Everything of which the [live feed](../guide/live-feed.md) and");
    page.line("[endpoints](../guide/webhooks.md) tell, from the list `model.Event.Kind`.");
    page.line("Generated: do not edit it.");
    page.heading("## The list");
    page.line(
            "*Subject*: of what an event has the id, as the rest of the API names it. *Facts* stand"
                + " in its field `facts`.")
        .line("");
    page.head("type", "subject", "what, and its facts");
    for (var kind : Kind.values()) {
      page.row(List.of("`" + kind.word() + "`", subject(kind.topic()), kind.what()));
    }

    page.hold(FILE);
  }

  @Test
  void eachStatusOfAMessageIsAnEventByItsWord() {
    assertThat(Stream.of(Status.values()).map(status -> Kind.of(status).word()))
        .containsExactlyElementsOf(
            Stream.of(Status.values()).map(status -> "message." + status.word()).toList());
  }

  private static String subject(Topic topic) { // table
    return switch (topic) {
      case MESSAGE -> "message (`msg_`)";
      case CONVERSATION -> "conversation (`cnv_`)";
      case SAYING -> "the message in which it was said, else the account (`AC`)";
      case ACCOUNT_EVENT -> "`evt_` of `GET /v2/account/events`";
      case ENDPOINT -> "endpoint (`ep_`)";
    };
  }
}
