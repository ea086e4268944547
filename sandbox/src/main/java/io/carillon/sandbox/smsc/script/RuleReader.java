package io.carillon.sandbox.smsc.script;

import io.carillon.sandbox.smsc.script.ReceiptForm.Dates;
import io.carillon.sandbox.smsc.script.ReceiptForm.Letters;
import io.carillon.sandbox.smsc.script.ReceiptForm.Parameter;
import io.carillon.sandbox.smsc.script.ReceiptForm.Place;
import io.carillon.sandbox.smsc.script.ReceiptPlan.Via;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.MessageState;
import io.carillon.wire.smpp.ReceiptKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads rules. What a rule does not say is as `otherwise` says, and what that does not say as
/// here.
final class RuleReader {
  static final Rule USUAL =
      new Rule(
          Match.ALL,
          new Reaction(CommandStatus.ROK, 0, Delay.NONE, true),
          new IdForm(IdForm.Kind.HEX, IdForm.Kind.HEX, 0, false),
          new ReceiptPlan(
              List.of(MessageState.DELIVERED),
              Delay.NONE,
              false,
              1,
              Via.ANY,
              "001",
              new ReceiptForm(
                  List.of(ReceiptKey.values()),
                  Letters.USUAL,
                  1,
                  0,
                  Dates.MINUTES,
                  Place.SHORT_MESSAGE,
                  Set.of(Parameter.values()),
                  0x04)),
          "",
          new Orders(CommandStatus.ROK, CommandStatus.ROK, CommandStatus.ROK),
          Optional.empty());

  private static final int RULES_MAX = 1_000;
  private static final int REPLY_MAX = 1_000;

  private RuleReader() {}

  static List<Rule> rules(Part root, Rule otherwise) {
    var rules = new ArrayList<Rule>();
    for (var part : root.parts("rules", Keys.RULE)) {
      rules.add(rule(part, match(part.part("to", Keys.TO)), otherwise));
    }
    if (rules.size() > RULES_MAX) {
      root.trouble("rules", "has more than " + RULES_MAX + " rules");
    }
    return rules;
  }

  private static Match match(Part part) {
    return new Match(
        part.text("suffix", ""),
        part.text("prefix", ""),
        part.parsed(
            "pattern",
            "a regular expression",
            Optional.empty(),
            text -> Optional.of(Pattern.compile(text))),
        part.number("every", 1, 1, 1_000_000_000));
  }

  static Rule rule(Part part, Match match, Rule base) {
    var reply = part.text("reply", base.reply());
    if (reply.length() > REPLY_MAX) {
      part.trouble("reply", "is to have at most " + REPLY_MAX + " characters");
    }
    return new Rule(
        match,
        reaction(part, base.reaction()),
        id(part.part("id", Keys.ID), base.id()),
        receipt(part.part("receipt", Keys.RECEIPT), base.receipt()),
        reply,
        orders(part, base.orders()),
        part.has("hostile")
            ? Optional.of(TrafficReader.hostility(part.part("hostile", Keys.HOSTILE)))
            : base.hostile());
  }

  private static Reaction reaction(Part part, Reaction base) {
    return new Reaction(
        status(part, "status", base.status()),
        part.number("times", base.times(), 0, 1_000),
        delay(part, base.delay()),
        part.flag("answer", base.answers()));
  }

  private static Orders orders(Part part, Orders base) {
    return new Orders(
        status(part, "query", base.query()),
        status(part, "cancel", base.cancel()),
        status(part, "replace", base.replace()));
  }

  private static int status(Part part, String key, int base) {
    return part.parsed(
        key, "a name such as ESME_RTHROTTLED or a number such as 0x58", base, RuleReader::status);
  }

  private static int status(String text) {
    var named = CommandStatus.of(text);
    if (named.isPresent()) {
      return named.getAsInt();
    }
    int number = Long.decode(text).intValue();
    if (number < 0) {
      throw new IllegalArgumentException(text);
    }
    return number;
  }

  /// `200ms`, `{uniform: [100ms, 2s]}` or `{exponential: 500ms, max: 10s}`.
  private static Delay delay(Part part, Delay base) {
    if (!part.has("delay")) {
      return base;
    }
    if (!part.isMapping("delay")) {
      return new Delay.Fixed(part.duration("delay", Duration.ZERO, ScriptReader.DELAY_MAX));
    }
    var drawn = part.part("delay", Keys.DELAY);
    if (drawn.has("uniform") == drawn.has("exponential")) {
      drawn.trouble("", "is to have either uniform or exponential");
      return base;
    }
    if (drawn.has("exponential")) {
      var mean = drawn.duration("exponential", Duration.ZERO, ScriptReader.DELAY_MAX);
      return new Delay.Exponential(
          mean, drawn.duration("max", mean.multipliedBy(10), ScriptReader.DELAY_MAX));
    }
    var ends = drawn.durations("uniform", 2, ScriptReader.DELAY_MAX);
    if (ends.size() == 2 && ends.getFirst().compareTo(ends.getLast()) <= 0) {
      return new Delay.Uniform(ends.getFirst(), ends.getLast());
    }
    drawn.trouble("uniform", "is to have the shorter of two durations first");
    return base;
  }

  private static IdForm id(Part part, IdForm base) {
    return new IdForm(
        part.word("response", base.response()),
        part.word("receipt", base.receipt()),
        part.number("width", base.width(), 0, 64),
        part.flag("upper", base.upper()));
  }

  private static ReceiptPlan receipt(Part part, ReceiptPlan base) {
    return new ReceiptPlan(
        states(part, base.states()),
        delay(part, base.delay()),
        part.flag("before-response", base.beforeResponse()),
        part.number("copies", base.copies(), 1, 100),
        part.word("via", base.via()),
        part.parsed("error", "one to ten letters or digits", base.error(), RuleReader::error),
        form(part.part("form", Keys.FORM), base.form()));
  }

  private static List<MessageState> states(Part part, List<MessageState> base) {
    if (!part.has("states")) {
      return base;
    }
    var states = new ArrayList<MessageState>();
    for (var text : part.texts("states")) {
      MessageState.of(text)
          .ifPresentOrElse(
              states::add,
              () -> part.trouble("states", "has '" + text + "', which is no state of a message"));
    }
    if (states.size() > 10) {
      part.trouble("states", "is to have at most ten");
    }
    return states;
  }

  private static String error(String text) {
    if (!text.matches("[0-9A-Za-z]{1,10}")) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static ReceiptForm form(Part part, ReceiptForm base) {
    return new ReceiptForm(
        part.words("fields", base.fields(), ReceiptKey.class),
        part.word("letters", base.letters()),
        part.number("spaces", base.spaces(), 0, 10),
        part.number("gap", base.gap(), 0, 10),
        part.word("dates", base.dates()),
        part.word("place", base.place()),
        part.wordSet("tlvs", base.tlvs(), Parameter.class),
        part.number("esm-class", base.esmClass(), 0, 0xFF));
  }
}
