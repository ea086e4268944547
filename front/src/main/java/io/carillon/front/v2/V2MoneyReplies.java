package io.carillon.front.v2;

import io.carillon.front.json.JsonWriter;
import io.carillon.front.v2.V2Replies.Listing;
import io.carillon.model.AccountId;
import io.carillon.model.Funds;
import io.carillon.model.Posting;
import io.carillon.model.Transfer;
import io.carillon.model.port.Ledger;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// What is answered of money: balances, lines of the ledger, what was moved by hand.
final class V2MoneyReplies {
  private static final Pattern LINE = Pattern.compile("line_[0-9]{1,18}");

  private V2MoneyReplies() {}

  /// What an account has.
  ///
  /// @param payer who pays for it
  /// @param funds empty where another pays, or nothing was ever moved
  record Held(AccountId account, AccountId payer, Optional<Funds> funds) {}

  static String name(AccountId account) {
    return "AC" + account.value().hex();
  }

  static String name(Ledger.Line line) {
    return "line_" + line.number();
  }

  /// The number of the line that a text names.
  static OptionalLong line(String text) {
    return LINE.matcher(text).matches()
        ? OptionalLong.of(Long.parseLong(text.substring("line_".length())))
        : OptionalLong.empty();
  }

  static byte[] balance(Held held) {
    var json = new JsonWriter();
    balance(json, held);
    return json.bytes();
  }

  static byte[] balances(Listing<Held> page) {
    var json = new JsonWriter();
    return V2Replies.list(json, page, held -> balance(json, held));
  }

  private static void balance(JsonWriter json, Held held) {
    json.object().text("id", name(held.account())).text("object", "balance");
    json.text("paid_by", name(held.payer()));
    var body = new MessageBody(json);
    body.price("balance", held.funds().map(Funds::balance));
    body.price("credit", held.funds().map(Funds::credit));
    body.price("available", held.funds().map(Funds::available));
    json.end();
  }

  static byte[] lines(Listing<Ledger.Line> page) {
    var json = new JsonWriter();
    return V2Replies.list(
        json,
        page,
        line -> {
          json.object().text("id", name(line)).text("object", "ledger_line");
          json.moment("created", line.at()).text("reason", line.reason().word());
          new MessageBody(json).price("amount", Optional.of(line.amount()));
          json.number("moves", line.moves());
          json.textOrNull("posting", line.posting().map(id -> "posting_" + id.uuid()).orElse(""));
          json.textOrNull("note", line.note()).end();
        });
  }

  static byte[] transfer(Transfer transfer) {
    var json = new JsonWriter().object();
    json.text("id", "posting_" + transfer.id().uuid()).text("object", "transfer");
    json.text("from", name(transfer.from())).text("to", name(transfer.to()));
    json.moment("created", transfer.at());
    new MessageBody(json).price("amount", Optional.of(transfer.amount()));
    return json.text("note", transfer.note()).end().bytes();
  }

  static byte[] posting(Posting posting) {
    var json = new JsonWriter().object();
    json.text("id", "posting_" + posting.id().uuid()).text("object", "posting");
    json.text("account", name(posting.account())).moment("created", posting.at());
    json.text("reason", posting.reason().word());
    new MessageBody(json).price("amount", Optional.of(posting.amount()));
    return json.text("note", posting.note()).end().bytes();
  }
}
