package io.carillon.engine.inbound;

import io.carillon.engine.comply.Policy;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Inbox;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Herald;
import io.carillon.model.port.Herald.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Knows who owns a sender, and where they hear what people write to it: one place, in one dialect.
///
/// What is set for the sender itself counts first; then the first dialect, in the order of the
/// heralds, in which the account named a place for it; then what the account has set for all its
/// senders.
public final class Ears {
  private final Accounts accounts;
  private final List<Herald> heralds;
  private final Policy<Hearing> policy;

  /// @param policy made with the shapes of these heralds
  public Ears(Accounts accounts, List<Herald> heralds, Policy<Hearing> policy) {
    this.accounts = accounts;
    this.heralds = List.copyOf(heralds);
    this.policy = policy;
  }

  /// Why it is heard there.
  public enum Cause {
    /// It is set for the sender.
    SENDER,
    /// A dialect in which the account named a place for the sender.
    DIALECT,
    /// It is set for the account.
    ACCOUNT
  }

  /// Where it is heard.
  ///
  /// @param dialect that tells it
  /// @param word of the shape in which it is told
  public record Ear(String dialect, String word, Inbox inbox, Cause cause) {}

  Accounts accounts() {
    return accounts;
  }

  /// All shapes, in the order of the heralds.
  public List<Shape> shapes() {
    return heralds.stream().flatMap(herald -> herald.shapes().stream()).toList();
  }

  /// Where an account hears what people write to a sender; empty where nowhere.
  public Optional<Ear> of(AccountId account, Address sender) {
    var directory = accounts.directory();
    var own = Hearing.of(directory, account, sender);
    if (own.isPresent()) {
      return set(own.get(), Cause.SENDER, account, sender);
    }
    return heralds.stream()
        .flatMap(herald ->
            herald.inbox(account, sender).stream().map(inbox -> ear(herald, inbox, Cause.DIALECT)))
        .findFirst()
        .or(() -> set(policy.of(directory, account), Cause.ACCOUNT, account, sender));
  }

  private static Ear ear(Herald herald, Inbox inbox, Cause cause) {
    var word =
        herald.shapes().stream()
            .filter(shape -> shape.form().equals(inbox.form()))
            .map(Shape::word)
            .findFirst();
    return new Ear(herald.dialect(), word.orElse(herald.dialect()), inbox, cause);
  }

  private Optional<Ear> set(Hearing hearing, Cause cause, AccountId account, Address sender) {
    return heralds.stream()
        .flatMap(herald ->
            herald.shapes().stream()
                .filter(shape -> shape.word().equals(hearing.word()))
                .flatMap(shape -> place(herald, shape, hearing, new At(account, sender)).stream())
                .map(inbox -> ear(herald, inbox, cause)))
        .findFirst();
  }

  private record At(AccountId account, Address sender) {}

  private static Optional<Inbox> place(Herald herald, Shape shape, Hearing hearing, At at) {
    return hearing
        .main()
        .map(main -> new Inbox(shape.form(), main, hearing.fallback(), Map.of()))
        .or(() -> herald.inbox(at.account(), at.sender(), shape));
  }
}
