package io.carillon.front.pantheon;

import io.carillon.engine.accept.Accept;
import io.carillon.engine.account.Roster;
import io.carillon.engine.amend.Amendments;
import io.carillon.front.door.Keys;
import io.carillon.front.door.NewKeys;
import io.carillon.front.door.Saying;
import io.carillon.front.door.Scope;
import io.carillon.model.Fault;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.History;
import io.carillon.model.port.Ids;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Usages;
import io.carillon.wire.http.Mount;
import io.carillon.wire.http.Route;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The paths of the dialect, and what answers each.
///
/// | path | page |
/// |---|---|
/// | `POST /v1/messages` | Messaging FAQ |
/// | `POST /v1/messages/sms`, `POST /v1/messages/mms` | SMS & MMS |
/// | `GET /v1/messages/{id}` | both |
/// | `GET /v1/messages`, `POST /v1/messages/{id}/cancel` | ours |
/// | `GET /v1/account/details`, `POST /v1/account/api-keys` | Account |
/// | `GET /v1/account/api-keys`, `GET` and `DELETE /v1/account/api-keys/{key_id}` | ours |
public final class PantheonRoutes {
  private static final int BODY_MAX = 256 * 1024;

  private final PantheonDoor door;
  private final PantheonMessages messages;
  private final PantheonAccount account;
  private final Ids ids;

  /// @param ids names requests
  public PantheonRoutes(Keys keys, Doing doing, Reading reading, Calls calls, Ids ids) {
    door = new PantheonDoor(keys);
    messages =
        new PantheonMessages(
            new PantheonMessages.Doing(doing.accept(), doing.amendments(), doing.roster()),
            new PantheonMessages.Reading(reading.messages(), reading.history()),
            calls.objections());
    account =
        new PantheonAccount(
            new PantheonAccount.Reading(reading.accounts(), reading.usages(), reading.clock()),
            doing.newKeys(),
            doing.roster());
    this.ids = ids;
  }

  /// What carries requests out.
  public record Doing(Accept accept, Amendments amendments, Roster roster, NewKeys newKeys) {}

  /// What answers are read from.
  public record Reading(
      Messages messages, History history, Accounts accounts, Usages usages, Clock clock) {}

  /// Which URLs may be called.
  ///
  /// @param objections what stands against calling a URL, told without asking for its name
  public record Calls(Function<String, Optional<String>> objections) {}

  /// All of `/v1`.
  public Mount mount() {
    return new Mount(
        "/v1",
        List.of(
            send("/messages", Form.UNIFIED),
            send("/messages/sms", Form.SMS),
            send("/messages/mms", Form.MMS),
            Route.get("/messages", door.open(Scope.MESSAGING_READ, messages::list)),
            Route.get("/messages/{id}", door.open(Scope.MESSAGING_READ, messages::status)),
            Route.post(
                "/messages/{id}/cancel",
                BODY_MAX,
                door.open(Scope.MESSAGING_SEND, messages::cancel)),
            Route.get("/account/details", door.open(Scope.ACCOUNT_READ, account::details)),
            Route.post(
                "/account/api-keys", BODY_MAX, door.open(Scope.ACCOUNT_WRITE, account::createKey)),
            Route.get("/account/api-keys", door.open(Scope.ACCOUNT_READ, account::keys)),
            Route.get("/account/api-keys/{key_id}", door.open(Scope.ACCOUNT_READ, account::key)),
            Route.delete(
                "/account/api-keys/{key_id}", door.open(Scope.ACCOUNT_WRITE, account::revoke))),
        PantheonDoor::problem,
        () -> "req_" + ids.next().uuid());
  }

  /// How the dialect says a fault.
  public static Saying saying(Fault fault) {
    var row = PantheonFault.of(fault);
    return new Saying(row.http(), row.code(), row.code());
  }

  private Route send(String path, Form form) {
    return Route.post(
        path,
        BODY_MAX,
        door.open(Scope.MESSAGING_SEND, (caller, request) -> messages.send(form, caller, request)));
  }
}
