package io.carillon.sandbox.smsc;

import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.text.Alphabet;
import io.carillon.wire.text.Reading;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What the handsets received, the parts of a text put together: the newest 20,000 messages in all.
final class Handsets {
  static final int MESSAGES_MAX = 20_000;

  private final Map<String, ArrayDeque<Received>> byNumber = new HashMap<>();

  /// The handset of each message, in the order of their coming.
  private final ArrayDeque<String> order = new ArrayDeque<>();

  private final Joining joining = new Joining();

  /// A message as the person sees it. The text is made when somebody looks, in the national tables
  /// that the headers of its parts name.
  ///
  /// @param from the sender, a number in E.164 with its plus
  /// @param at Unix milliseconds of the part that came last
  record Received(String from, List<Reading> parts, long at) {
    String text() {
      return Reading.text(parts).orElseGet(this::hex);
    }

    private String hex() {
      return parts.stream().map(part -> part.body().hex()).collect(Collectors.joining());
    }

    Alphabet alphabet() {
      return parts.getFirst().alphabet();
    }

    int segments() {
      return parts.size();
    }
  }

  /// The handsets get these, each a message or a part of one.
  synchronized void receive(List<Taken> batch) {
    for (var taken : batch) {
      if (taken.script().delivers()) {
        joining.join(taken).ifPresent(parts -> show(taken, parts));
      }
    }
  }

  private void show(Taken taken, List<Reading> parts) {
    var handset = taken.ends().destination().value();
    var received = new Received(sender(taken.ends().source()), parts, taken.at());
    byNumber.computeIfAbsent(handset, _ -> new ArrayDeque<>()).addFirst(received);
    order.addLast(handset);
    if (order.size() > MESSAGES_MAX) {
      forgetOldest(order.removeFirst());
    }
  }

  private void forgetOldest(String handset) {
    byNumber.computeIfPresent(
        handset,
        (_, list) -> {
          list.removeLast();
          return list.isEmpty() ? null : list;
        });
  }

  private static String sender(SmppAddress source) {
    boolean number = source.ton() == SmppAddress.TON_INTERNATIONAL && !source.value().isEmpty();
    return number && !source.value().startsWith("+") ? "+" + source.value() : source.value();
  }

  /// What a handset received, newest first; the number without its plus.
  synchronized List<Received> of(String number, int limit) {
    var list = byNumber.get(number);
    return list == null ? List.of() : list.stream().limit(limit).toList();
  }
}
