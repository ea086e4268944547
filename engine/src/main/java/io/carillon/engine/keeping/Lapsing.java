package io.carillon.engine.keeping;

import io.carillon.engine.amend.Amendments;
import io.carillon.engine.amend.Amendments.Result;
import io.carillon.engine.comply.Policy;
import io.carillon.model.AccountId;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Direction;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Notice.Progress;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.History;
import io.carillon.model.port.History.Filter;
import io.carillon.model.port.History.Kinds;
import io.carillon.model.port.History.Order;
import io.carillon.model.port.History.Period;
import io.carillon.model.port.History.Start;
import io.carillon.model.port.History.Times;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Meters;
import io.carillon.model.port.Notices;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Blots out and deletes what is older than its account keeps it, behind everything else.
///
/// Problem: nothing marks a message of which something is to go, and accounts that keep everything
/// are to cost nothing. Idea: for each account with such a policy a scan goes through its messages
/// from the oldest on and remembers, in memory, how far it is. What is not at its end yet is set
/// aside and looked at each round; that is bounded, and a scan begins anew each hour, as it does
/// after a start. So nothing is forgotten that a crash came between.
public final class Lapsing {
  /// Messages that one round looks at, for each scan.
  static final int ROUND_MAX = 5_000;

  private static final int PAGE = 500;
  private static final int ASIDE_MAX = 5_000;
  private static final Duration ANEW = Duration.ofHours(1);

  /// A receipt that comes later names no message any more.
  private static final Duration RECEIPTS = Duration.ofDays(7);

  private final Reading reading;
  private final Policy<Keeping> policy;
  private final Amendments amendments;
  private final Clock clock;
  private final Meters.Count bodies;
  private final Meters.Count media;
  private final Meters.Count records;
  private final Map<Key, Scan> scans = new HashMap<>();

  public Lapsing(
      Reading reading, Policy<Keeping> policy, Amendments amendments, Clock clock, Meters meters) {
    this.reading = reading;
    this.policy = policy;
    this.amendments = amendments;
    this.clock = clock;
    bodies = meters.count("keeping.forgotten", "what", "bodies");
    media = meters.count("keeping.forgotten", "what", "media");
    records = meters.count("keeping.forgotten", "what", "records");
  }

  /// The read ports that it needs.
  public record Reading(Accounts accounts, History history, Messages messages, Notices notices) {}

  private enum What {
    BODIES,
    MEDIA,
    RECORDS;

    private Span in(Keeping keeping) {
      return switch (this) {
        case BODIES -> keeping.bodies();
        case MEDIA -> keeping.media();
        case RECORDS -> keeping.records();
      };
    }
  }

  private record Key(AccountId account, What what, Duration span) {}

  /// How far one has come.
  private static final class Scan {
    private final Set<MessageId> aside = new LinkedHashSet<>();
    private Optional<MessageId> at = Optional.empty();
    private long begun;
  }

  /// One round; blocks until it ends. To be called each minute, by one thread.
  ///
  /// @param isTrusted whether the wall clock tells what is old; what is never kept goes all the
  ///   same
  public void round(boolean isTrusted) throws InterruptedException {
    var directory = reading.accounts().directory();
    var standing = new HashSet<Key>();
    for (var account : directory.accounts()) {
      var keeping = policy.of(directory, account.id());
      for (var what : What.values()) {
        for (var end : what.in(keeping).ends().entrySet()) {
          var key = new Key(account.id(), what, end.getKey());
          standing.add(key);
          if (isTrusted || key.span().isZero()) {
            scan(key, end.getValue());
          }
        }
      }
    }
    scans.keySet().retainAll(standing);
  }

  private void scan(Key key, Set<Channel> channels) throws InterruptedException {
    var scan = scans.computeIfAbsent(key, _ -> begun(new Scan()));
    again(key, scan);
    var until = clock.now().minus(key.span());
    var filter =
        Filter.of(key.account())
            .with(new Kinds(Set.of(), channels, Set.of()))
            .with(new Times(new Period(Optional.empty(), Optional.of(until)), Period.ANY));
    boolean more = true;
    for (int seen = 0; more && seen < ROUND_MAX; seen += PAGE) {
      var start = scan.at.<Start>map(Start.After::new).orElse(Start.FIRST);
      var page = reading.history().page(filter, Order.OLDEST, start, PAGE);
      for (var message : page.messages()) {
        if (!lapsed(key, message) && scan.aside.size() < ASIDE_MAX) {
          scan.aside.add(message.id());
        }
      }
      scan.at = page.last().or(() -> scan.at);
      more = page.more();
    }
    if (!more && clock.ticks() - scan.begun >= ANEW.toNanos()) {
      begun(scan);
    }
  }

  private Scan begun(Scan scan) {
    scan.at = Optional.empty();
    scan.begun = clock.ticks();
    return scan;
  }

  private void again(Key key, Scan scan) throws InterruptedException {
    for (var id : List.copyOf(scan.aside)) {
      var message = reading.messages().find(id);
      if (message.isEmpty() || lapsed(key, message.get())) {
        scan.aside.remove(id);
      }
    }
  }

  /// Does what is to be done; false where it cannot be done yet.
  private boolean lapsed(Key key, Message message) throws InterruptedException {
    if (isGone(key.what(), message)) {
      return true;
    }
    if (key.what() == What.BODIES && isBlank(message) && awaitsReceipt(message)) {
      return false;
    }
    if (!message.isDone() || isOwed(message)) {
      return false;
    }
    return switch (forget(key.what(), message)) {
      case Result.Done _ -> {
        if (key.what() != What.BODIES || !isBlank(message)) {
          counted(key.what()).add(1);
        }
        yield key.what() != What.BODIES || !awaitsReceipt(message);
      }
      case Result.Unknown _ -> true;
      case Result.TooLate _, Result.TooEarly _, Result.NotKept _ -> false;
    };
  }

  private Meters.Count counted(What what) {
    return switch (what) {
      case BODIES -> bodies;
      case MEDIA -> media;
      case RECORDS -> records;
    };
  }

  private static boolean isGone(What what, Message message) {
    return switch (what) {
      case BODIES -> isBlank(message) && message.origin().keepsake().isEmpty();
      case MEDIA -> !(message.content() instanceof Content.Media(_, var items)) || items.isEmpty();
      case RECORDS -> false;
    };
  }

  private static boolean isBlank(Message message) {
    return message.redacted().content().equals(message.content());
  }

  private boolean isOwed(Message message) {
    return reading.notices().of(message.id()).stream()
        .anyMatch(notice -> notice.telling().progress() == Progress.OPEN);
  }

  /// For a receipt that is passed on what its dialect keeps is needed, but not the words.
  private boolean awaitsReceipt(Message message) {
    return !message.status().isFinal()
        && message.parties().direction() == Direction.OUTBOUND
        && clock.now().isBefore(message.state().times().accepted().plus(RECEIPTS));
  }

  private Result forget(What what, Message message) throws InterruptedException {
    return switch (what) {
      case BODIES ->
          awaitsReceipt(message)
              ? amendments.blank(message.account(), message.id())
              : amendments.redact(message.account(), message.id());
      case MEDIA -> amendments.stripAll(message.account(), message.id());
      case RECORDS -> amendments.erase(message.account(), message.id());
    };
  }
}
