package io.carillon.front;

import io.carillon.model.Content;
import io.carillon.model.port.Carrier;
import io.carillon.model.port.Carrier.Part;
import io.carillon.model.port.Carrier.Reply;
import java.util.function.Consumer;

/// What the quiet carrier does about what it has: it replaces all words but `never`, and says
/// nothing to `silence`.
record QuietOrders() implements Carrier.Orders {
  @Override
  public void cancel(Part part, Consumer<Reply> then) {
    then.accept(new Reply.Done());
  }

  @Override
  public void query(Part part, Consumer<Reply> then) {
    then.accept(new Reply.NotAnswered("it is quiet"));
  }

  @Override
  public void replace(Part part, Content words, Consumer<Reply> then) {
    then.accept(
        switch (words.words()) {
          case "never" -> new Reply.Refused("ESME_RREPLACEFAIL (0x13)");
          case "silence" -> new Reply.NotAnswered("no answer came in time");
          default -> new Reply.Done();
        });
  }
}
