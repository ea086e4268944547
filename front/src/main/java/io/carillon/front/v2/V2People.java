package io.carillon.front.v2;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Scope;
import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Erasures;
import io.carillon.wire.http.Pieces;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Route;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Tells all that is held about a person in the data of an account and those below it, as JSON
/// lines (GDPR articles 15 and 20, CCPA §1798.110). That it was asked for stands in the audit log
/// before the first line leaves; answers under way are counted.
final class V2People {
  private static final Duration COME_AGAIN = Duration.ofSeconds(30);

  private final Accounts accounts;
  private final Erasures erasures;
  private final Roster roster;
  private final AtOnce underWay = new AtOnce();

  V2People(V2Routes.Reading reading, Roster roster) {
    accounts = reading.accounts();
    erasures = reading.erasures();
    this.roster = roster;
  }

  /// Their path.
  List<Route> routes(V2Routes to) {
    return List.of(to.disclose("/people/{number}/export", Scope.ACCOUNT_WRITE, this::export));
  }

  private Reply export(Caller caller, Request request) throws InterruptedException {
    var query = new V2Query(request.query());
    query.only(false, Set.of("account"));
    var asked = query.text("account");
    var own = caller.account().id();
    var about =
        asked.isEmpty() ? Optional.of(own) : V2SubAccounts.within(accounts.directory(), own, asked);
    var number = request.variable("number");
    var refusal = query.refusal().or(() -> against(caller, number, about));
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    if (!underWay.begin(own)) {
      return V2Door.refused(Refusal.later(Fault.TOO_MANY_REQUESTS, COME_AGAIN), request);
    }
    boolean handedOver = false;
    try {
      var person = Address.phone(number);
      var account = about.orElseThrow();
      var noted = roster.by(caller.author(request)).export(account, erasures.mark(person));
      if (noted instanceof Order.Refused<String>(var no)) {
        return V2Door.refused(no, request);
      }
      var lines = new Lines(own, erasures.about(person, within(account)));
      var reply = Reply.streamed(200, RecordForm.JSONL.contentType(), lines);
      handedOver = true;
      var file = "attachment; filename=\"" + RecordForm.JSONL.file("person") + "\"";
      return reply.with("Content-Disposition", file);
    } finally {
      if (!handedOver) {
        underWay.end(own);
      }
    }
  }

  private static Optional<Refusal> against(
      Caller caller, String number, Optional<AccountId> about) {
    if (!caller.isLive()) {
      return Optional.of(
          Refusal.of(Fault.FORBIDDEN, "", "Only a live key is told what is held about people."));
    }
    if (!Address.isE164(number)) {
      return Optional.of(
          Refusal.of(
              Fault.FIELD_INVALID,
              "number",
              "'number' must be in E.164 format, such as +14155552671."));
    }
    return about.isPresent()
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                Fault.NOT_FOUND, "account", "This is neither the account nor one below it."));
  }

  private Set<AccountId> within(AccountId account) {
    var directory = accounts.directory();
    return directory.accounts().stream()
        .map(Account::id)
        .filter(id -> directory.isWithin(id, account))
        .collect(Collectors.toUnmodifiableSet());
  }

  /// The lines of an answer, as many at a time as the store reads at once.
  private final class Lines implements Pieces {
    private final AccountId caller;
    private final Erasures.Dossier dossier;
    private boolean closed;

    Lines(AccountId caller, Erasures.Dossier dossier) {
      this.caller = caller;
      this.dossier = dossier;
    }

    @Override
    public byte[] next() {
      return dossier.next();
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        underWay.end(caller);
      }
    }
  }
}
