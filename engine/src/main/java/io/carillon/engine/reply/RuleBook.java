package io.carillon.engine.reply;

import io.carillon.engine.consent.Clearance;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Consent.Reach;
import io.carillon.model.Directory;
import io.carillon.model.Id;
import io.carillon.model.Resource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The rules of each account, as they stand now. They are read once and remembered until the small
/// tables change, so that who has none costs a look into a map. Safe from any thread.
final class RuleBook {
  private static final Logger LOG = LoggerFactory.getLogger(RuleBook.class);

  private final Supplier<Directory> directory;
  private final Clearance clearance;
  private volatile Known known = new Known(Directory.EMPTY, new ConcurrentHashMap<>());

  /// @param clearance knows which pools a sender is in
  RuleBook(Supplier<Directory> directory, Clearance clearance) {
    this.directory = directory;
    this.clearance = clearance;
  }

  private record Known(Directory directory, ConcurrentHashMap<AccountId, List<ReplyRule>> rules) {}

  /// Those for what is written to a sender, in the order in which they are asked: fallbacks last.
  List<ReplyRule> of(AccountId account, Address sender) {
    var all = all(account);
    if (all.isEmpty()) {
      return all;
    }
    var pools =
        clearance.reaches(account, sender).stream()
            .filter(reach -> reach.kind() == Reach.Kind.POOL)
            .flatMap(reach -> Id.fromHex(reach.name()).stream())
            .toList();
    var own = all.stream().filter(rule -> rule.isFor(sender, pools)).toList();
    return Stream.concat(
            own.stream().filter(rule -> !isFallback(rule)),
            own.stream().filter(RuleBook::isFallback))
        .toList();
  }

  private static boolean isFallback(ReplyRule rule) {
    return rule.when().wanted() instanceof Wanted.Fallback;
  }

  /// The one with this id, where it still stands.
  Optional<ReplyRule> find(AccountId account, Id id) {
    return all(account).stream().filter(rule -> rule.id().equals(id)).findFirst();
  }

  private List<ReplyRule> all(AccountId account) {
    var now = directory.get();
    var last = known;
    if (last.directory() != now) {
      last = new Known(now, new ConcurrentHashMap<>());
      known = last;
    }
    var found = last.rules().get(account);
    if (found == null) {
      found = read(now, account);
      last.rules().put(account, found);
    }
    return found;
  }

  private static List<ReplyRule> read(Directory directory, AccountId account) {
    return directory.resources(account, Resource.Kind.REPLY_RULE).stream()
        .flatMap(resource -> read(resource).stream())
        .sorted(ReplyRule.ORDER)
        .toList();
  }

  private static Optional<ReplyRule> read(Resource resource) {
    try {
      return Optional.of(ReplyRule.of(resource));
    } catch (IllegalArgumentException unreadable) {
      LOG.warn("a reply rule cannot be read and is not asked: {}", resource.id());
      return Optional.empty();
    }
  }
}
