package io.carillon.sandbox.smsc;

import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.text.Alphabet;
import io.carillon.wire.text.DataCoding;
import io.carillon.wire.text.Octets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the handsets received, the parts of a text put together: the newest 20,000 messages in all.
final class Handsets {
  static final int MESSAGES_MAX = 20_000;

  private final Map<String, ArrayDeque<Received>> byNumber = new HashMap<>();

  /// The handset of each message, in the order of their coming.
  private final ArrayDeque<String> order = new ArrayDeque<>();

  private final Joining joining = new Joining();

  /// A message as the person sees it. The text is made when somebody looks.
  ///
  /// @param from the sender, a number in E.164 with its plus
  /// @param at Unix milliseconds of the part that came last
  record Received(String from, Alphabet alphabet, Octets body, int segments, long at) {
    String text() {
      return alphabet.decode(body).orElseGet(body::hex);
    }
  }

  /// The handsets get these, each a message or a part of one.
  synchronized void receive(List<Taken> batch) {
    for (var taken : batch) {
      if (taken.script().delivers()) {
        joining.join(taken).ifPresent(body -> show(taken, body));
      }
    }
  }

  private void show(Taken taken, Octets body) {
    var handset = taken.ends().destination().value();
    var received =
        new Received(
            sender(taken.ends().source()),
            DataCoding.alphabet(taken.piece().dataCoding(), Alphabet.GSM7),
            body,
            taken.piece().concat().total(),
            taken.at());
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
