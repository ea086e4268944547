package io.carillon.sandbox.smsc;

import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.text.Alphabet;
import io.carillon.wire.text.DataCoding;
import io.carillon.wire.text.Octets;
import io.carillon.wire.text.Udh;
import io.carillon.wire.text.UserData;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What each handset received, segments put together: at most 1,000 messages a handset and 20,000
/// in all, and 10,000 messages of which segments are missing; the oldest go first.
final class Handsets {
  private static final int PER_HANDSET_MAX = 1_000;
  private static final int ALL_MAX = 20_000;
  private static final int PARTIAL_MAX = 10_000;

  private final Map<String, ArrayDeque<Received>> byNumber = new HashMap<>();
  private final ArrayDeque<String> order = new ArrayDeque<>();
  private final LinkedHashMap<Whole, Pieces> partial = new LinkedHashMap<>();

  /// A message as the person sees it.
  ///
  /// @param at Unix milliseconds of its last segment
  record Received(String from, String to, String text, String encoding, int segments, long at) {}

  private record Whole(String from, String to, int reference, int total) {}

  private static final class Pieces {
    private final Octets[] bodies;
    private int missing;

    Pieces(int total) {
      bodies = new Octets[total];
      missing = total;
    }
  }

  /// A handset got a segment, or a whole message.
  synchronized void receive(Taken taken) {
    var alphabet = DataCoding.alphabet(taken.handling().dataCoding(), Alphabet.GSM7);
    var body = taken.payload();
    if ((taken.handling().esmClass() & EsmClass.UDHI) != 0
        && Udh.parse(body) instanceof UserData.Split(var udh, _, var rest)) {
      body = rest;
      if (udh.concat().isPresent()) {
        assemble(taken, udh.concat().get(), rest)
            .ifPresent(whole -> show(taken, whole, alphabet, udh.concat().get().total()));
        return;
      }
    }
    show(taken, body, alphabet, 1);
  }

  private Optional<Octets> assemble(Taken taken, Udh.Concat concat, Octets body) {
    var key =
        new Whole(
            taken.source().value(),
            taken.destination().value(),
            concat.reference(),
            concat.total());
    if (partial.size() >= PARTIAL_MAX && !partial.containsKey(key)) {
      partial.pollFirstEntry();
    }
    var pieces = partial.computeIfAbsent(key, _ -> new Pieces(concat.total()));
    int index = concat.number() - 1;
    if (index < 0 || index >= pieces.bodies.length || pieces.bodies[index] != null) {
      return Optional.empty();
    }
    pieces.bodies[index] = body;
    if (--pieces.missing > 0) {
      return Optional.empty();
    }
    partial.remove(key);
    var whole = Octets.NONE;
    for (var piece : pieces.bodies) {
      whole = whole.plus(piece);
    }
    return Optional.of(whole);
  }

  private void show(Taken taken, Octets body, Alphabet alphabet, int segments) {
    var text = alphabet.decode(body).orElseGet(body::hex);
    var to = taken.destination().value();
    var received =
        new Received(taken.source().value(), to, text, alphabet.name(), segments, taken.at());
    var list = byNumber.computeIfAbsent(to, _ -> new ArrayDeque<>());
    list.addFirst(received);
    order.addLast(to);
    if (list.size() > PER_HANDSET_MAX) {
      list.pollLast();
    }
    if (order.size() > ALL_MAX) {
      forgetOldest();
    }
  }

  private void forgetOldest() {
    var number = order.pollFirst();
    var list = byNumber.get(number);
    if (list != null) {
      list.pollLast();
      if (list.isEmpty()) {
        byNumber.remove(number);
      }
    }
  }

  /// What a handset received, newest first.
  synchronized List<Received> of(String number, int limit) {
    var list = byNumber.getOrDefault(number, new ArrayDeque<>());
    return new ArrayList<>(list).subList(0, Math.min(limit, list.size()));
  }
}
