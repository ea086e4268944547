package io.carillon.front.cases;

import io.carillon.front.House;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.Account;
import io.carillon.model.Content;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Leg;
import io.carillon.model.MessageId;
import io.carillon.model.Money;
import io.carillon.model.Notice;
import io.carillon.model.Refusal;
import io.carillon.model.Status;
import io.carillon.model.Wait;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What the orders of a case do to the house.
final class Chores {
  private final House house;

  Chores(House house) {
    this.house = house;
  }

  void obey(List<String> words) {
    switch (words.getFirst()) {
      case "message-id" -> house.give(Optional.of(id(words.get(1))), Optional.empty());
      case "request-id" -> house.give(Optional.empty(), Optional.of(id(words.get(1))));
      case "sms-price" -> house.price(new Money(Long.parseLong(words.get(1)), "USD"));
      case "no-money" -> house.impoverish();
      case "standing" ->
          house.standing(Account.Standing.valueOf(words.get(1).toUpperCase(Locale.ROOT)));
      case "account-rate" -> house.accountRate(Integer.parseInt(words.get(1)));
      case "recipients" -> house.perRequest(Integer.parseInt(words.get(1)));
      case "key" -> house.addKey(words.get(1), Set.copyOf(words.subList(2, words.size())));
      case "user" ->
          house.addUser(words.get(1), words.get(2), words.subList(3, words.size()).contains("api"));
      case "stranger" -> house.addStranger(words.get(1));
      case "now" -> house.clock().jumpTo(Instant.parse(words.get(1)));
      case "wait" -> house.clock().advance(Duration.ofSeconds(Long.parseLong(words.get(1))));
      case "inbound" -> house.arrive(words.get(1), words.get(2), new Content.Text(rest(words, 3)));
      case "store-breaks" -> house.store().breakNext(1);
      case "store-unreadable" -> house.store().unreadable(true);
      case "store-busy" -> house.store().busy(Integer.MAX_VALUE);
      case "overloaded" -> house.refuse(Refusal.later(Fault.OVERLOADED, Duration.ofMillis(1_200)));
      case "too-many" ->
          house.refuse(Refusal.later(Fault.TOO_MANY_REQUESTS, Duration.ofMillis(1_200)));
      case "day-used-up" -> house.refuse(Refusal.later(Fault.DAY_USED_UP, Duration.ofHours(9)));
      case "reached" -> reached(message(words.get(1)), Status.of(words.get(2)).orElseThrow());
      case "network" ->
          house.change(
              message(words.get(1)),
              state -> state.with(state.facts().within(rest(words, 2)), state.work()));
      case "sent" -> sent(message(words.get(1)));
      case "failed" -> failed(words);
      case "notice" -> notice(words);
      default -> throw new AssertionError("no such order: " + words);
    }
  }

  private void reached(MessageId id, Status status) {
    house.change(id, state -> state.raised(status, house.clock().now()));
  }

  /// The carrier of the house has it, in one part.
  private void sent(MessageId id) {
    house.change(
        id,
        state ->
            state
                .with(
                    state.facts().on("quiet"), state.work().waiting(Wait.RECEIPT, Optional.empty()))
                .with(List.of(new Leg(1, Leg.Standing.TAKEN, "far-1", 7)))
                .raised(Status.SENT, house.clock().now()));
  }

  private void failed(List<String> words) {
    var fault = Fault.valueOf(words.get(3).toUpperCase(Locale.ROOT));
    house.change(
        message(words.get(1)),
        state ->
            state
                .with(state.facts().faulted(Optional.of(fault), rest(words, 4)), state.work())
                .raised(Status.of(words.get(2)).orElseThrow(), house.clock().now()));
  }

  private void notice(List<String> words) {
    var now = Optional.of(house.clock().now());
    var never = Optional.<Instant>empty();
    house.owe(
        message(words.get(1)),
        switch (words.get(2)) {
          case "open" -> new Notice.Telling(Notice.Progress.OPEN, 1, now, never, 500);
          case "told" -> new Notice.Telling(Notice.Progress.TOLD, 0, never, now, 200);
          case "dead" -> new Notice.Telling(Notice.Progress.DEAD, 9, never, now, 0);
          default -> throw new AssertionError("no such telling: " + words);
        });
  }

  private static String rest(List<String> words, int from) {
    return String.join(" ", words.subList(from, words.size()));
  }

  private static MessageId message(String name) {
    return MessageNames.read(name).orElseThrow();
  }

  private static Id id(String name) {
    return Id.fromUuid(name)
        .or(() -> Id.fromName120("%030x".formatted(new BigInteger(name))))
        .orElseThrow();
  }
}
