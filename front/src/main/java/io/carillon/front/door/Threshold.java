package io.carillon.front.door;

import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.wire.http.Request;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// What everybody passes who wants in, whatever they show: guessing is slowed down, accounts must
/// be in good standing, keys must hold the scope and keep to their rate, and so must strangers.
public final class Threshold {
  private final Accounts accounts;
  private final Clock clock;
  private final Guesses guesses;
  private final Pace pace;
  private final Witness witness;
  private final AccountRate accountRate;

  /// Hears of each key that opens the door.
  @FunctionalInterface
  public interface Witness {
    /// Hears of none.
    Witness NONE = (_, _) -> {};

    /// A key was shown.
    ///
    /// @param key its id
    /// @param address from where; dear to ask
    void shown(String key, Supplier<String> address);
  }

  /// How often an account may ask, with all that it shows.
  @FunctionalInterface
  public interface AccountRate {
    /// As often as it likes.
    AccountRate NONE = (_, _) -> 0;

    /// Requests a second; 0 = any number.
    int of(Directory directory, AccountId account);
  }

  /// How much is let through.
  ///
  /// @param failedLogins a minute and address; 0 = any number
  /// @param requestsPerKey a second, for keys without a rate of their own; 0 = any number
  /// @param requestsPerAddress a second, of those who do not show who they are; 0 = any number
  public record Limits(int failedLogins, int requestsPerKey, int requestsPerAddress) {
    /// No limits.
    public static final Limits NONE = new Limits(0, 0, 0);
  }

  /// Tells nobody who passes.
  public Threshold(Accounts accounts, Clock clock, Limits limits) {
    this(accounts, clock, limits, Witness.NONE, AccountRate.NONE);
  }

  /// @param witness hears of each key that opens the door
  public Threshold(
      Accounts accounts, Clock clock, Limits limits, Witness witness, AccountRate accountRate) {
    this.witness = witness;
    this.accountRate = accountRate;
    this.accounts = accounts;
    this.clock = clock;
    guesses = new Guesses(clock, limits.failedLogins());
    pace = new Pace(clock, limits.requestsPerKey(), limits.requestsPerAddress());
  }

  /// Other limits from now on.
  public void adopt(Limits limits) {
    guesses.adopt(limits.failedLogins());
    pace.adopt(limits.requestsPerKey(), limits.requestsPerAddress());
  }

  Accounts accounts() {
    return accounts;
  }

  Clock clock() {
    return clock;
  }

  /// Lets a caller in by a key or a token, if it is one and they may do `scope`. Those are too long
  /// to be guessed: a good one passes however many wrong ones came from the same address, so that
  /// guessing behind a shared proxy locks nobody out.
  ///
  /// @param lookup whose it is
  public Keys.Entry admit(Request request, Scope scope, Supplier<Optional<Caller>> lookup) {
    var caller = lookup.get();
    return caller.isPresent() ? admit(request, caller.get(), scope) : failed(request);
  }

  /// Lets a user in by the session that their browser shows, if it is one and their role may look
  /// at an area, or change it.
  ///
  /// @param lookup whose it is
  public Keys.Entry admitUser(
      Request request, Area area, boolean changes, Supplier<Optional<Caller>> lookup) {
    var caller = lookup.get();
    var person = caller.flatMap(Caller::person);
    if (person.isEmpty()) {
      return failed(request);
    }
    var role = person.get().role();
    if (!role.may(area, changes)) {
      return Keys.denied(Fault.FORBIDDEN, "The role " + role.word() + " may not do this.");
    }
    return standing(caller.get())
        .or(() -> hasty(caller.get()))
        .orElseGet(() -> granted(caller.get()));
  }

  private static Keys.Entry granted(Caller caller) {
    return new Keys.Entry.Granted(caller);
  }

  /// That a key or its account asks too often.
  private Optional<Keys.Entry> hasty(Caller caller) {
    var own = caller.account().id();
    return caller
        .key()
        .flatMap(pace::refuses)
        .or(() -> pace.refuses(own, accountRate.of(accounts.directory(), own)))
        .<Keys.Entry>map(
            pause -> new Keys.Entry.Denied(Refusal.later(Fault.TOO_MANY_REQUESTS, pause)));
  }

  /// Lets a caller in by a password that a person chose, if it is right and they may do `scope`.
  ///
  /// @param shown user and password, as one text
  /// @param lookup who that is; not asked where too many guesses came from the same address
  public Keys.Entry admitPerson(
      Request request, String shown, Scope scope, Supplier<Optional<Caller>> lookup) {
    var no = guesses.refusesUnseen(request.remote(), shown);
    if (no.isPresent()) {
      return new Keys.Entry.Denied(no.get());
    }
    var caller = lookup.get();
    if (caller.isEmpty()) {
      return failed(request);
    }
    guesses.succeeded(shown);
    return admit(request, caller.get(), scope);
  }

  /// Turns away who shows nothing that could be looked at.
  Keys.Entry unknown(Request request) {
    return refusesStranger(request.remote())
        .map(pause -> Refusal.later(Fault.TOO_MANY_REQUESTS, pause))
        .<Keys.Entry>map(Keys.Entry.Denied::new)
        .orElseGet(() -> Keys.denied(Fault.UNAUTHENTICATED, ""));
  }

  /// How long somebody who does not show who they are is to wait; empty where they may ask. Counts
  /// the request.
  public Optional<Duration> refusesStranger(InetAddress from) {
    return pace.refuses(from);
  }

  private Keys.Entry failed(Request request) {
    return guesses
        .failed(request.remote())
        .<Keys.Entry>map(Keys.Entry.Denied::new)
        .orElseGet(() -> Keys.denied(Fault.UNAUTHENTICATED, ""));
  }

  /// Whether the account of a caller may act now.
  public boolean mayAct(Caller caller) {
    return standing(caller).isEmpty();
  }

  private Optional<Keys.Entry> standing(Caller caller) {
    var standing = accounts.directory().standing(caller.account().id());
    return standing == Account.Standing.ACTIVE
        ? Optional.empty()
        : Optional.of(Keys.denied(Fault.FORBIDDEN, "The account is " + standing.word() + "."));
  }

  private Keys.Entry admit(Request request, Caller caller, Scope scope) {
    var standing = standing(caller);
    if (standing.isPresent()) {
      return standing.get();
    }
    if (caller.key().filter(key -> !key.scopes().contains(scope.word())).isPresent()) {
      return Keys.denied(Fault.FORBIDDEN, "The key lacks the scope " + scope.word() + ".");
    }
    if (caller.key().isEmpty() && scope == Scope.OPERATE) {
      return Keys.denied(Fault.FORBIDDEN, "Only a key with the scope operate may do this.");
    }
    caller.key().ifPresent(key -> witness.shown(key.id(), () -> address(request)));
    return hasty(caller).orElseGet(() -> granted(caller));
  }

  private static String address(Request request) {
    return request.remote().getHostAddress();
  }
}
