package io.carillon.front.v2;

import io.carillon.engine.accept.Accept;
import io.carillon.engine.account.Inventory;
import io.carillon.engine.account.Orders;
import io.carillon.engine.account.Roster;
import io.carillon.engine.amend.Amendments;
import io.carillon.engine.amend.Replacing;
import io.carillon.engine.billing.Cashier;
import io.carillon.engine.comply.Policies;
import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.cap.Caps;
import io.carillon.engine.comply.sender.SenderPolicy;
import io.carillon.engine.dispatch.Outlooks;
import io.carillon.engine.inbound.Ears;
import io.carillon.engine.inbound.Strays;
import io.carillon.engine.notify.LaneStanding;
import io.carillon.engine.notify.Replaying;
import io.carillon.engine.notify.Replays;
import io.carillon.engine.optout.Recording;
import io.carillon.engine.reply.AutoReplies;
import io.carillon.engine.route.Routing;
import io.carillon.engine.search.Finding;
import io.carillon.engine.sender.CountryRules;
import io.carillon.engine.trace.TraceReader;
import io.carillon.front.arranged.EsmeBind;
import io.carillon.front.door.Keys;
import io.carillon.front.door.NewAccounts;
import io.carillon.front.door.NewKeys;
import io.carillon.front.door.Saying;
import io.carillon.front.door.Scope;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.port.AccountEvents;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Attempts;
import io.carillon.model.port.Audits;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Consents;
import io.carillon.model.port.Erasures;
import io.carillon.model.port.Events;
import io.carillon.model.port.History;
import io.carillon.model.port.Ids;
import io.carillon.model.port.Ledger;
import io.carillon.model.port.Lookup;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Meters;
import io.carillon.model.port.Notices;
import io.carillon.model.port.Refusals;
import io.carillon.model.port.Usages;
import io.carillon.wire.http.Mount;
import io.carillon.wire.http.Route;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The paths of the native API, what answers each, and the scope that it asks of a key; [V2Need]
/// has the area that it asks of a user.
public final class V2Routes {
  static final int BODY_MAX = 256 * 1024;
  static final int SMALL_BODY_MAX = 16 * 1024;
  private static final int LIST_MAX = 4 * 1024 * 1024;

  private final V2Door door;
  private final Ids ids;
  private final V2Sending sending;
  private final V2Messages messages;
  private final V2Replacing replacing;
  private final V2Records records;
  private final V2EndpointRoutes endpoints;
  private final V2HookRoutes hooks;
  private final V2SenderRoutes senders;
  private final V2Keys keys;
  private final V2Users users;
  private final V2Invitations invitations;
  private final V2Sessions sessions;
  private final V2SecondFactors secondFactors;
  private final V2Esmes esmes;
  private final V2Policies policies;
  private final V2Refusals refusals;
  private final V2Consents consents;
  private final ConsentLists consentLists;
  private final ConsentExport consentExport;
  private final V2Accounts accounts;
  private final V2SubAccounts below;
  private final V2ContentKeys contentKeys;
  private final V2ReaderKeys readerKeys;
  private final V2Audit audit;
  private final V2Erasures erasures;
  private final V2People people;
  private final V2ReplyRules replyRules;
  private final V2MoneyRoutes money;
  private final V2ConversationRoutes conversations;
  private final V2Operating operating;
  private final V2Strays strays;
  private final V2Lookup lookup;
  private final V2Carriers carriers;

  /// @param objections what stands against calling a URL, told without asking for its name
  public V2Routes(
      Doors doors,
      Reading reading,
      Acting acting,
      Operating operating,
      Function<String, Optional<String>> objections,
      Sources sources) {
    var clock = sources.clock();
    var expanding = new V2Expanding(reading.traces(), reading.notices());
    this.door = new V2Door(doors.keys(), doors.in().door());
    this.ids = sources.ids();
    this.sending = new V2Sending(acting.accept(), objections, expanding);
    var ordering = new V2Ordering(acting.roster());
    this.messages = new V2Messages(reading, expanding, ordering, acting.changing().amendments());
    this.replacing = new V2Replacing(ordering, acting.changing().replacing(), expanding);
    this.records = new V2Records(reading.records(), clock);
    this.hooks = new V2HookRoutes(reading, acting, door, sources);
    this.senders = new V2SenderRoutes(reading, acting, objections, sources);
    this.keys = new V2Keys(reading.accounts(), doors.in().signings(), acting, clock);
    this.users = new V2Users(reading.accounts(), acting.roster(), clock, sources.ids());
    this.invitations = new V2Invitations(reading.accounts(), acting.roster(), clock);
    this.secondFactors =
        new V2SecondFactors(reading.accounts(), acting.roster(), doors.in().lockout(), clock);
    this.sessions = new V2Sessions(doors.in(), secondFactors, sources, doors.meters());
    this.esmes = new V2Esmes(reading, acting.roster(), clock, sources.ids());
    this.policies = new V2Policies(reading, acting.roster(), clock);
    this.refusals = new V2Refusals(reading.refusals());
    this.consents = new V2Consents(reading, acting.recording(), clock);
    this.consentLists = new ConsentLists(reading.accounts(), acting.recording(), clock);
    this.consentExport = new ConsentExport(reading.consents());
    this.accounts =
        new V2Accounts(reading.accounts(), reading.numbering().rules(), acting.orders());
    var newAccounts = new NewAccounts(acting.roster(), sources.ids(), clock);
    this.below = new V2SubAccounts(reading.accounts(), acting.roster(), newAccounts);
    this.contentKeys = new V2ContentKeys(acting.roster());
    this.readerKeys = new V2ReaderKeys(reading.accounts(), acting.roster(), clock);
    this.audit = new V2Audit(reading.accounts(), reading.audits());
    this.erasures = new V2Erasures(reading, acting.roster(), sources);
    this.people = new V2People(reading, acting.roster());
    this.replyRules =
        new V2ReplyRules(reading.accounts(), acting.roster(), acting.replies(), sources);
    this.money = new V2MoneyRoutes(reading, acting, below, operating.currency(), sources);
    this.conversations = new V2ConversationRoutes(reading, acting, sending, clock);
    this.operating = new V2Operating(operating, reading.outlooks());
    this.endpoints = new V2EndpointRoutes(reading, acting, objections, sources);
    this.strays = new V2Strays(operating.strays(), acting.roster());
    this.lookup = new V2Lookup(reading.lookup());
    this.carriers = new V2Carriers(reading.outlooks());
  }

  /// Who is let in: programs by keys, users by signing in.
  public record Doors(Keys keys, V2SigningIn in, Meters meters) {}

  /// Where time and the names of requests come from.
  public record Sources(Clock clock, Ids ids) {}

  /// What operators look at and change.
  ///
  /// @param currency of all rates
  public record Operating(
      Reloading reloading, Routing routing, Supplier<String> currency, Strays strays) {}

  /// What the API reads from.
  ///
  /// @param finding finds messages by words
  /// @param records searches what is archived, too
  /// @param lanes how the lane before an endpoint stands now
  /// @param binds who is bound to the SMPP server now
  public record Reading(
      Messages messages,
      History history,
      Finding finding,
      History records,
      Notices notices,
      Refusals refusals,
      Consents consents,
      TraceReader traces,
      Accounts accounts,
      Audits audits,
      Erasures erasures,
      AccountEvents events,
      Feed feed,
      V2ConversationRoutes.Reading conversing,
      Attempts attempts,
      Function<String, Optional<LaneStanding>> lanes,
      Ledger ledger,
      Usages usages,
      Lookup lookup,
      Outlooks outlooks,
      Policies policies,
      Numbering numbering,
      Supplier<List<EsmeBind>> binds) {}

  /// What live feeds are made of.
  ///
  /// @param shown a message as it may be told
  public record Feed(Events events, Listeners listeners, UnaryOperator<Message> shown) {}

  /// What is known of senders and numbers, and of where accounts hear what people write to theirs.
  ///
  /// @param senders what accounts have set for theirs
  public record Numbering(
      Inventory inventory,
      CountryRules rules,
      Policy<SenderPolicy> senders,
      Caps caps,
      Ears ears) {}

  /// What carries out what the API is asked to do.
  ///
  /// @param endpoints tells them
  public record Acting(
      Accept accept,
      Changing changing,
      V2ConversationRoutes.Acting keeping,
      Replays replays,
      Replaying replaying,
      Orders orders,
      Roster roster,
      Recording recording,
      NewKeys newKeys,
      Cashier cashier,
      AutoReplies replies,
      V2EndpointHerald endpoints) {}

  /// What changes messages that are there.
  public record Changing(Amendments amendments, Replacing replacing) {}

  /// All of `/v2`.
  public Mount mount() { // table
    var routes =
        List.of(
            order("/messages", BODY_MAX, Scope.MESSAGING_SEND, sending::send),
            post("/messages/preview", BODY_MAX, Scope.MESSAGING_SEND, sending::preview),
            search("/messages", Scope.MESSAGING_READ, messages::list),
            search("/messages.csv", Scope.MESSAGING_READ, records.as(RecordForm.CSV)),
            search("/messages.jsonl", Scope.MESSAGING_READ, records.as(RecordForm.JSONL)),
            search("/messages/{id}", Scope.MESSAGING_READ, messages::one),
            delete("/messages/{id}", Scope.MESSAGING_SEND, messages::delete),
            get("/messages/{id}/trace", Scope.MESSAGING_READ, messages::trace),
            order("/messages/{id}/cancel", SMALL_BODY_MAX, Scope.MESSAGING_SEND, messages::cancel),
            order("/messages/{id}/replace", BODY_MAX, Scope.MESSAGING_SEND, replacing::replace),
            order("/messages/{id}/redact", SMALL_BODY_MAX, Scope.MESSAGING_SEND, messages::redact),
            search("/lookup/{number}", Scope.MESSAGING_READ, lookup::one),
            post("/keys", SMALL_BODY_MAX, Scope.ACCOUNT_WRITE, keys::create),
            search("/keys", Scope.ACCOUNT_WRITE, keys::list),
            get("/keys/{id}", Scope.ACCOUNT_WRITE, keys::one),
            delete("/keys/{id}", Scope.ACCOUNT_WRITE, keys::revoke),
            post("/keys/{id}/rotate", SMALL_BODY_MAX, Scope.ACCOUNT_WRITE, keys::rotate),
            post("/keys/{id}/revoke", SMALL_BODY_MAX, Scope.ACCOUNT_WRITE, keys::revoke),
            post("/users", SMALL_BODY_MAX, Scope.ACCOUNT_WRITE, users::create),
            search("/users", Scope.ACCOUNT_READ, users::list),
            get("/users/{id}", Scope.ACCOUNT_READ, users::one),
            post("/users/{id}", SMALL_BODY_MAX, Scope.ACCOUNT_WRITE, users::change),
            delete("/users/{id}", Scope.ACCOUNT_WRITE, users::drop),
            post("/users/{id}/invite", SMALL_BODY_MAX, Scope.ACCOUNT_WRITE, invitations::invite),
            Route.post("/invitations", SMALL_BODY_MAX, V2Door.open(invitations::accept)),
            Route.post("/sessions", SMALL_BODY_MAX, V2Door.open(sessions::begin)),
            search("/sessions", Scope.ACCOUNT_READ, sessions::list),
            delete("/sessions/{id}", Scope.ACCOUNT_WRITE, sessions::end),
            get("/me", Scope.ACCOUNT_READ, sessions::me),
            post("/me/password", SMALL_BODY_MAX, Scope.ACCOUNT_WRITE, invitations::change),
            write("/me/second-factor", secondFactors::begin),
            write("/me/second-factor/confirm", secondFactors::confirm),
            write("/me/second-factor/remove", secondFactors::remove),
            delete("/users/{id}/second-factor", Scope.ACCOUNT_WRITE, secondFactors::reset),
            post("/smpp-users", SMALL_BODY_MAX, Scope.ACCOUNT_WRITE, esmes::create),
            search("/smpp-users", Scope.ACCOUNT_READ, esmes::list),
            get("/smpp-users/{id}", Scope.ACCOUNT_READ, esmes::one),
            post("/smpp-users/{id}", SMALL_BODY_MAX, Scope.ACCOUNT_WRITE, esmes::change),
            delete("/smpp-users/{id}", Scope.ACCOUNT_WRITE, esmes::drop),
            search("/smpp-sessions", Scope.ACCOUNT_READ, esmes::binds),
            search("/policies", Scope.ACCOUNT_READ, policies::list),
            search("/policies/{subject}", Scope.ACCOUNT_READ, policies::one),
            order("/policies/{subject}", BODY_MAX, Scope.ACCOUNT_WRITE, policies::change),
            remove("/policies/{subject}", Scope.ACCOUNT_WRITE, policies::drop),
            search("/refusals", Scope.MESSAGING_READ, refusals::list),
            get("/refusals/{request_id}", Scope.MESSAGING_READ, refusals::one),
            search("/consents", Scope.MESSAGING_READ, consents::list),
            post("/consents", SMALL_BODY_MAX, Scope.MESSAGING_SEND, consents::create),
            get("/consents/{to}", Scope.MESSAGING_READ, consents::standing),
            post("/consents/import", LIST_MAX, Scope.MESSAGING_SEND, consentLists::take),
            search("/consents.csv", Scope.MESSAGING_READ, consentExport.as(RecordForm.CSV)),
            search("/consents.jsonl", Scope.MESSAGING_READ, consentExport.as(RecordForm.JSONL)),
            post("/settings/reload", SMALL_BODY_MAX, Scope.OPERATE, operating::reload),
            search("/routes/explain", Scope.OPERATE, operating::explain),
            get("/carriers", Scope.OPERATE, carriers::list),
            search("/audit", Scope.ACCOUNT_READ, audit::list),
            post("/accounts", SMALL_BODY_MAX, Scope.ACCOUNT_WRITE, below::create),
            search("/accounts", Scope.ACCOUNT_READ, below::list),
            get("/accounts/{account}", Scope.ACCOUNT_READ, below::one),
            post("/accounts/{account}", SMALL_BODY_MAX, Scope.ACCOUNT_WRITE, below::change),
            write("/accounts/{account}/keys", below.of(keys::create)),
            search("/accounts/{account}/keys", Scope.ACCOUNT_WRITE, below.of(keys::list)),
            write("/accounts/{account}/keys/{id}/revoke", below.of(keys::revoke)),
            write("/account/content-key/rotate", contentKeys::rotate),
            write("/account/content-key/shred", contentKeys::shred),
            write("/accounts/{account}/content-key/rotate", below.of(contentKeys::rotate)),
            write("/accounts/{account}/content-key/shred", below.of(contentKeys::shred)),
            write("/account/reader-key", readerKeys::put),
            get("/account/reader-key", Scope.ACCOUNT_READ, readerKeys::one),
            delete("/account/reader-key", Scope.ACCOUNT_WRITE, readerKeys::drop),
            write("/accounts/{account}/reader-key", below.of(readerKeys::put)),
            get("/accounts/{account}/reader-key", Scope.ACCOUNT_READ, below.of(readerKeys::one)),
            delete(
                "/accounts/{account}/reader-key", Scope.ACCOUNT_WRITE, below.of(readerKeys::drop)),
            get("/account", Scope.ACCOUNT_READ, accounts::account),
            get("/account/webhook-secret", Scope.ACCOUNT_WRITE, accounts::webhookSecret),
            write("/account/webhook-secret/rotate", accounts::rotate));
    return new Mount(
        "/v2",
        Stream.of(
                routes,
                endpoints.routes(this),
                hooks.routes(this),
                senders.routes(this),
                conversations.routes(this),
                money.routes(this),
                erasures.routes(this),
                people.routes(this),
                strays.routes(this),
                replyRules.routes(this))
            .flatMap(List::stream)
            .toList(),
        V2Door::problem,
        () -> "req_" + ids.next().uuid());
  }

  /// A GET that tells what only those are told who may change things.
  Route disclose(String path, Scope scope, V2Door.Answer answer) {
    return Route.get(path, door.known(V2Need.of(path, scope, true), answer));
  }

  /// A GET that reads its parameters.
  Route search(String path, Scope scope, V2Door.Answer answer) {
    return Route.get(path, door.known(V2Need.of(path, scope, false), answer));
  }

  /// A POST that reads its parameters.
  Route order(String path, int bodyMax, Scope scope, V2Door.Answer answer) {
    return Route.post(path, bodyMax, door.known(V2Need.of(path, scope, true), answer));
  }

  /// A DELETE that reads its parameters.
  private Route remove(String path, Scope scope, V2Door.Answer answer) {
    return Route.delete(path, door.known(V2Need.of(path, scope, true), answer));
  }

  Route get(String path, Scope scope, V2Door.Answer answer) {
    return Route.get(path, door.known(V2Need.of(path, scope, false), V2Door.bare(answer)));
  }

  Route post(String path, int bodyMax, Scope scope, V2Door.Answer answer) {
    return Route.post(path, bodyMax, door.known(V2Need.of(path, scope, true), V2Door.bare(answer)));
  }

  private Route write(String path, V2Door.Answer answer) {
    return post(path, SMALL_BODY_MAX, Scope.ACCOUNT_WRITE, answer);
  }

  Route delete(String path, Scope scope, V2Door.Answer answer) {
    return Route.delete(path, door.known(V2Need.of(path, scope, true), V2Door.bare(answer)));
  }

  /// How the API says a fault.
  public static Saying saying(Fault fault) {
    return new Saying(V2Fault.of(fault).http(), fault.word(), fault.word());
  }
}
