package io.carillon.front.smpp;

import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import io.carillon.wire.smpp.SmppAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// How an ESME wrote what its receipts must repeat: both addresses, the id that it was told where
/// that is not the message's own (submit_multi), its data_coding, and the parts in which it sent a
/// long text. Kept with the message only where it is not what we would write ourselves.
record Echo(
    SmppAddress source,
    SmppAddress destination,
    String toldId,
    int dataCoding,
    List<Echo.Part> parts) {
  private static final int LINES = 5;

  Echo {
    parts = List.copyOf(parts);
  }

  /// A part that came, and the registered_delivery that it had.
  record Part(int number, int registered) {}

  /// The same of a text in several parts.
  Echo of(List<Part> came) {
    return new Echo(source, destination, toldId, dataCoding, came);
  }

  /// What is kept of this with a message of those addresses.
  Keepsake keepsake(SmppAddress usualSource, SmppAddress usualDestination) {
    boolean usual =
        source.equals(usualSource)
            && destination.equals(usualDestination)
            && toldId.isEmpty()
            && dataCoding == 0
            && parts.isEmpty();
    return usual ? Keepsake.NONE : keepsake();
  }

  /// What is kept of this in any case.
  Keepsake keepsake() {
    var written =
        String.join(
            "\n",
            written(source),
            written(destination),
            toldId,
            Integer.toString(dataCoding),
            parts.stream()
                .map(part -> part.number() + "/" + part.registered())
                .collect(Collectors.joining(" ")));
    return new Keepsake(written.getBytes(StandardCharsets.UTF_8));
  }

  private static String written(SmppAddress address) {
    return address.ton() + "/" + address.npi() + "/" + address.value();
  }

  /// What was kept with a message, or what we write where nothing was.
  static Echo of(Message message) {
    var parties = message.parties();
    var from = EsmeMapping.address(parties.from());
    var to = EsmeMapping.address(parties.to());
    var kept = message.origin().keepsake();
    var lines = new String(kept.octets(), StandardCharsets.UTF_8).split("\n", LINES);
    return kept.isEmpty() || lines.length < LINES
        ? new Echo(from, to, "", 0, List.of())
        : new Echo(
            read(lines[0]), read(lines[1]), lines[2], Integer.parseInt(lines[3]), parts(lines[4]));
  }

  private static SmppAddress read(String line) {
    var parts = line.split("/", 3);
    return new SmppAddress(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts[2]);
  }

  private static List<Part> parts(String line) {
    return line.isEmpty() ? List.of() : Arrays.stream(line.split(" ")).map(Echo::part).toList();
  }

  private static Part part(String word) {
    var numbers = word.split("/", 2);
    return new Part(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
  }
}
