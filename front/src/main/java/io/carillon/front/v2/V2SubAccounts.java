package io.carillon.front.v2;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.front.door.Caller;
import io.carillon.front.door.NewAccounts;
import io.carillon.front.door.Repeats;
import io.carillon.front.json.Fields;
import io.carillon.front.json.JsonWriter;
import io.carillon.model.Account;
import io.carillon.model.Account.Standing;
import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Refusal;
import io.carillon.model.port.Accounts;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Answers what is asked of the accounts below the caller's: opened, listed, renamed, suspended,
/// closed, purged. What an account below is asked for itself it is asked with a key of its own,
/// which those above make.
final class V2SubAccounts {
  private static final String PREFIX = "AC";
  private static final int NAME_MAX = 64;
  private static final int WORD_MAX = 16;
  private static final Set<String> FILTERS =
      Set.of("standing", "name", "parent", "created_after", "created_before");

  private final Accounts accounts;
  private final Roster roster;
  private final NewAccounts newAccounts;

  V2SubAccounts(Accounts accounts, Roster roster, NewAccounts newAccounts) {
    this.accounts = accounts;
    this.roster = roster;
    this.newAccounts = newAccounts;
  }

  /// The account with this name, where it stands below another one, however deep; or is that one.
  static Optional<AccountId> within(Directory directory, AccountId top, String name) {
    return name.startsWith(PREFIX)
        ? Id.fromHex(name.substring(PREFIX.length()))
            .map(AccountId::new)
            .filter(id -> directory.isWithin(id, top))
        : Optional.empty();
  }

  /// The account that the path names, where it stands below the caller's, however deep.
  Optional<Account> below(Caller caller, Request request) {
    var directory = accounts.directory();
    var own = caller.account().id();
    return within(directory, own, request.variable("account"))
        .filter(id -> !id.equals(own))
        .flatMap(directory::account);
  }

  /// An answer about an account below, as if it asked itself with the caller's key.
  V2Door.Answer of(V2Door.Answer answer) {
    return (caller, request) -> {
      var account = below(caller, request);
      return account.isEmpty() ? noAccount(request) : answer.to(caller.at(account.get()), request);
    };
  }

  Reply create(Caller caller, Request request) throws InterruptedException {
    var fields = Fields.readAll(request.body());
    fields.only(Set.of("name"));
    fields.require("name");
    var name = name(fields);
    var refusal = refusal(caller, request, fields);
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var own = caller.account().id();
    var once = Repeats.key(request, own, "v2 open account");
    var order = newAccounts.open(own, caller.author(request), name.orElse(""), once);
    return shown(201, order, request);
  }

  Reply list(Caller caller, Request request) {
    var query = new V2Query(request.query());
    var wanted = wanted(query);
    var above = query.text("parent");
    var own = caller.account().id();
    var directory = accounts.directory();
    var parent = above.isEmpty() ? Optional.of(own) : within(directory, own, above);
    if (query.refusal().isPresent()) {
      return V2Door.refused(query.refusal().get(), request);
    }
    if (parent.isEmpty()) {
      var no = "'parent' must be the id of this account or of one below it.";
      return V2Door.refused(Refusal.of(Fault.FIELD_INVALID, "parent", no), request);
    }
    var opened = directory.accountsUnder(parent.get()).stream().filter(wanted).toList();
    return new Roll<>("/v2/accounts", opened, account -> PREFIX + account.id())
        .list(
            request,
            FILTERS,
            "the id of an account that passes the filters",
            page -> {
              var json = new JsonWriter();
              return V2Replies.list(json, page, account -> account(json, account));
            });
  }

  private static Predicate<Account> wanted(V2Query query) {
    var standing =
        query.word("standing", V2SubAccounts::standing, "must be active, suspended or closed");
    var name = query.text("name");
    var created = query.period("created");
    return account ->
        standing.map(account.standing()::equals).orElse(true)
            && (name.isEmpty() || account.name().equals(name))
            && created.holds(account.created());
  }

  Reply one(Caller caller, Request request) {
    return below(caller, request)
        .map(account -> Reply.json(200, body(account)))
        .orElseGet(() -> noAccount(request));
  }

  /// Another name, another standing.
  Reply change(Caller caller, Request request) throws InterruptedException {
    var account = below(caller, request);
    if (account.isEmpty()) {
      return noAccount(request);
    }
    var fields = Fields.readAll(request.body());
    fields.only(Set.of("name", "standing", "purge"));
    var name = name(fields);
    var asked = fields.text("standing", WORD_MAX);
    var standing = asked.flatMap(V2SubAccounts::standing);
    if (asked.isPresent() && standing.isEmpty()) {
      fields.wrong("standing", "must be active, suspended or closed");
    }
    boolean purges = fields.flag("purge", false);
    if (purges && standing.filter(Standing.CLOSED::equals).isEmpty()) {
      fields.wrong("purge", "goes with the standing closed only");
    }
    var refusal = refusal(caller, request, fields);
    var id = account.get().id();
    if (refusal.isEmpty()) {
      var once = Repeats.key(request, caller.account().id(), "v2 change account " + id);
      refusal = once.isEmpty() ? refusal : roster.keep(once.get(), id.value());
    }
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var orders = roster.by(caller.author(request));
    var order =
        orders.change(
            id, name.orElse(account.get().name()), standing.orElse(account.get().standing()));
    if (purges
        && order instanceof Order.Done<Account>
        && orders.shred(id, Optional.empty()) instanceof Order.Refused<AccountId>(var why)) {
      return V2Door.refused(why, request);
    }
    return shown(200, order, request);
  }

  private static Optional<String> name(Fields fields) {
    var name = fields.text("name", NAME_MAX);
    if (name.filter(String::isBlank).isPresent()) {
      fields.wrong("name", "must not be blank");
    }
    return name;
  }

  private static Optional<Standing> standing(String word) {
    return Arrays.stream(Standing.values()).filter(it -> it.word().equals(word)).findFirst();
  }

  private static Optional<Refusal> refusal(Caller caller, Request request, Fields fields) {
    var test =
        Optional.of(Refusal.of(Fault.FORBIDDEN, "", "A test key changes no accounts."))
            .filter(_ -> !caller.isLive());
    return test.or(() -> Repeats.refusal(request)).or(fields::refusal);
  }

  private static Reply shown(int status, Order<Account> order, Request request) {
    return switch (order) {
      case Order.Done<Account>(var account, var repeated) -> {
        var reply = Reply.json(status, body(account));
        yield repeated ? reply.with("Idempotent-Replayed", "true") : reply;
      }
      case Order.Refused<Account>(var refusal) -> V2Door.refused(refusal, request);
    };
  }

  private static byte[] body(Account account) {
    var json = new JsonWriter();
    account(json, account);
    return json.bytes();
  }

  private static void account(JsonWriter json, Account account) {
    json.object().text("id", PREFIX + account.id()).text("object", "sub_account");
    json.text("name", account.name()).text("standing", account.standing().word());
    json.textOrNull("parent", account.parent().map(id -> PREFIX + id).orElse(""));
    json.moment("created", account.created()).end();
  }

  static Reply noAccount(Request request) {
    return V2Door.refused(
        Refusal.of(Fault.NOT_FOUND, "account", "There is no such account below this one."),
        request);
  }
}
