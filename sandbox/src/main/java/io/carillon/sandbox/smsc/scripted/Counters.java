package io.carillon.sandbox.smsc.scripted;

import io.carillon.sandbox.smsc.script.Fault;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// What the centre counts, since it began.
final class Counters {
  private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);
  private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
  private final Map<Fault, LongAdder> faults = new EnumMap<>(Fault.class);

  /// What is counted.
  enum Count {
    BINDS("binds that were let in"),
    BINDS_REFUSED("binds that were refused"),
    BINDS_ENDED("binds that ended"),
    SUBMITS("submit_sm, data_sm and submit_multi that came"),
    TAKEN("messages that were taken"),
    UNANSWERED("messages that got no response, as the script wants"),
    RECEIPTS_SENT("receipts sent, each try"),
    RECEIPTS_DONE("receipts acknowledged"),
    INBOUND_SENT("deliver_sm of people sent, each try"),
    INBOUND_DONE("deliver_sm of people acknowledged"),
    DELIVERIES_REFUSED("deliver_sm answered with an error"),
    DELIVERIES_UNANSWERED("deliver_sm that were not answered in time"),
    DELIVERIES_GIVEN_UP("deliver_sm given up"),
    QUERIES("query_sm that came"),
    CANCELS("cancel_sm that came"),
    CANCELLED("messages that were cancelled"),
    REPLACES("replace_sm that came"),
    ALERTS_SENT("alert_notification sent"),
    ALERTS_UNHEARD("alert_notification for accounts of which nobody was bound to receive"),
    OUTBINDS("clients that were connected to and asked for a bind"),
    OUTBINDS_FAILED("clients that could not be connected to"),
    ENQUIRES("enquire_link of clients"),
    BROKEN("PDUs that could not be read"),
    ODD("responses to nothing that was asked");

    private final String help;

    Count(String help) {
      this.help = help;
    }

    String help() {
      return help;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Counters() {
    for (var count : Count.values()) {
      counts.put(count, new LongAdder());
    }
    for (var fault : Fault.values()) {
      faults.put(fault, new LongAdder());
    }
  }

  void add(Count count) {
    add(count, 1);
  }

  void add(Count count, long more) {
    var adder = counts.get(count);
    if (adder != null) {
      adder.add(more);
    }
  }

  /// A response to a message, by its command_status.
  void responded(int status) {
    var adder = statuses.get(status);
    if (adder == null) {
      adder = statuses.computeIfAbsent(status, _ -> new LongAdder());
    }
    adder.increment();
  }

  void hit(Fault fault) {
    var adder = faults.get(fault);
    if (adder != null) {
      adder.increment();
    }
  }

  long of(Count count) {
    var adder = counts.get(count);
    return adder == null ? 0 : adder.sum();
  }

  /// How many responses had which command_status, the lowest first.
  Map<Integer, Long> statuses() {
    var sums = new TreeMap<Integer, Long>();
    statuses.forEach((status, adder) -> sums.put(status, adder.sum()));
    return sums;
  }

  /// How often which fault befell a bind.
  Map<Fault, Long> faults() {
    var sums = new EnumMap<Fault, Long>(Fault.class);
    faults.forEach((fault, adder) -> sums.put(fault, adder.sum()));
    return sums;
  }
}
