package io.carillon.front.v2;

import io.carillon.engine.comply.Policy;
import io.carillon.engine.conversation.ConversationPolicy;
import io.carillon.engine.conversation.Lines;
import io.carillon.engine.conversation.Mentions;
import io.carillon.engine.conversation.Notebook;
import io.carillon.engine.conversation.Tending;
import io.carillon.engine.conversation.WindowPolicy;
import io.carillon.front.door.Scope;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Conversations;
import io.carillon.wire.http.Route;
import java.util.List;

/// The paths about conversations, and what answers each.
public final class V2ConversationRoutes {
  private static final int BODY_MAX = V2Routes.SMALL_BODY_MAX;

  private final V2Conversations conversations;
  private final V2Notes notes;

  /// What is read of conversations.
  ///
  /// @param mentions finds them by words
  /// @param policy what accounts have set for theirs
  /// @param windows and for those of channels that have some
  public record Reading(
      Conversations conversations,
      Lines lines,
      Mentions mentions,
      Policy<ConversationPolicy> policy,
      Policy<WindowPolicy> windows) {}

  /// What looks after conversations.
  public record Acting(Tending tending, Notebook notebook) {}

  V2ConversationRoutes(
      V2Routes.Reading reading, V2Routes.Acting acting, V2Sending sending, Clock clock) {
    conversations = new V2Conversations(reading, acting.keeping().tending(), sending, clock);
    notes =
        new V2Notes(
            reading.conversing().conversations(), acting.keeping().notebook(), conversations);
  }

  List<Route> routes(V2Routes to) {
    var read = Scope.MESSAGING_READ;
    var send = Scope.MESSAGING_SEND;
    return List.of(
        to.search("/conversations", read, conversations::list),
        to.get("/conversations/{id}", read, conversations::one),
        to.post("/conversations/{id}", BODY_MAX, send, conversations::change),
        to.search("/conversations/{id}/messages", read, conversations::messages),
        to.post("/conversations/{id}/messages", V2Routes.BODY_MAX, send, conversations::reply),
        to.search("/conversations/{id}/notes", read, notes::list),
        to.post("/conversations/{id}/notes", BODY_MAX, send, notes::add),
        to.get("/conversations/{id}/notes/{note}", read, notes::one),
        to.post("/conversations/{id}/notes/{note}", BODY_MAX, send, notes::change),
        to.delete("/conversations/{id}/notes/{note}", send, notes::drop));
  }
}
