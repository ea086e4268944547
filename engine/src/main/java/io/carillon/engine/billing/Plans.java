package io.carillon.engine.billing;

import io.carillon.model.AccountId;
import io.carillon.model.Allowance;
import io.carillon.model.Allowance.Span;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Direction;
import io.carillon.model.Directory;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.Resource;
import io.carillon.model.Usage.Cost;
import io.carillon.model.Usage.Sum;
import io.carillon.model.port.Usages.Total;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Which plan each account has, and what must hold where its messages are written so that its hard
/// limits do. What was read of the directory is kept until that changes.
public final class Plans {
  /// The name of the resource ([Resource.Kind#SETTINGS]) that names an account's plan.
  public static final String SETTING = "plan";

  /// The fact in it that is the plan's id.
  public static final String ID = "id";

  private volatile Known known = new Known(Directory.EMPTY, new ConcurrentHashMap<>());

  private record Known(
      Directory directory, ConcurrentHashMap<AccountId, Optional<Plan>> byAccount) {}

  /// The plan of an account; empty where it has none.
  public Optional<Plan> of(Directory directory, AccountId account) {
    var now = known;
    if (now.directory() != directory) {
      now = new Known(directory, new ConcurrentHashMap<>());
      known = now;
    }
    // asked for each message: get takes no lock, computeIfAbsent may
    var found = now.byAccount().get(account);
    return found == null
        ? now.byAccount().computeIfAbsent(account, id -> read(directory, id))
        : found;
  }

  private static Optional<Plan> read(Directory directory, AccountId account) {
    return directory
        .resource(account, Resource.Kind.SETTINGS, SETTING)
        .flatMap(setting -> setting.fact(ID))
        .flatMap(Id::fromHex)
        .flatMap(id -> directory.resource(Resource.Kind.PLAN, id))
        .map(Plan::of);
  }

  /// What must hold for new messages to come in, each of which is counted in the same commit.
  public List<Guard> guards(Directory directory, List<Message> fresh) {
    Map<Allowance, Long> more = new LinkedHashMap<>(0);
    for (var message : fresh) {
      boolean counts = message.status().rank() != RANK_OF_ENDS && message.origin().place().live();
      var plan = counts ? of(directory, message.account()) : Optional.<Plan>empty();
      if (plan.isPresent()) {
        add(more, plan.get(), message, new Sum(1, segments(message), price(message), Cost.NONE));
      }
    }
    return guards(more);
  }

  /// What must hold for a message to be billed anew.
  public List<Guard> guards(Directory directory, Message before, Message.Bill after) {
    var plan = of(directory, before.account());
    if (plan.isEmpty() || !before.origin().place().live()) {
      return List.of();
    }
    Map<Allowance, Long> more = new LinkedHashMap<>(0);
    var sum =
        new Sum(
            0,
            after.segments() - segments(before),
            after.price().micros() - before.bill().price().micros(),
            Cost.NONE);
    add(more, plan.get(), before, sum);
    return guards(more);
  }

  /// What of an allowance is used.
  ///
  /// @param totals of the allowance's country, or of all where it has none
  public static long used(Allowance allowance, List<Total> totals) {
    return totals.stream()
        .mapToLong(total ->
            allowance.counted(total.channel(), total.direction(), total.currency(), total.sum()))
        .sum();
  }

  private static final int RANK_OF_ENDS = 50;

  private static long segments(Message message) {
    return message.bill().segments();
  }

  private static long price(Message message) {
    return Refunds.kept(message).micros();
  }

  private static void add(Map<Allowance, Long> more, Plan plan, Message message, Sum sum) {
    var span = Span.month(message.state().times().accepted());
    var currency = message.bill().price().currency();
    for (var limit : plan.limits()) {
      if (limit.hard()) {
        var allowance = limit.of(message.account(), span);
        boolean reaches = allowance.reaches(message.state().facts().country());
        long counted =
            !reaches
                ? 0
                : allowance.counted(message.parties().channel(), Direction.OUTBOUND, currency, sum);
        if (counted > 0) {
          more.merge(allowance, counted, Long::sum);
        }
      }
    }
  }

  private static List<Guard> guards(Map<Allowance, Long> more) {
    return more.entrySet().stream()
        .<Guard>map(asked -> new Guard.Within(asked.getKey(), asked.getValue()))
        .toList();
  }
}
