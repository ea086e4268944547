package io.carillon.front.smpp;

import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import io.carillon.wire.smpp.SmppAddress;
import java.nio.charset.StandardCharsets;

/// How an ESME wrote what its receipts must repeat: both addresses, the id that it was told where
/// that is not the message's own (submit_multi), and its data_coding. Kept with the message only
/// where it is not what we would write ourselves.
record Echo(SmppAddress source, SmppAddress destination, String toldId, int dataCoding) {
  private static final int LINES = 4;

  /// What is kept of this with a message of those addresses.
  Keepsake keepsake(SmppAddress usualSource, SmppAddress usualDestination) {
    boolean usual =
        source.equals(usualSource)
            && destination.equals(usualDestination)
            && toldId.isEmpty()
            && dataCoding == 0;
    return usual ? Keepsake.NONE : new Keepsake(text().getBytes(StandardCharsets.UTF_8));
  }

  private String text() {
    return String.join(
        "\n", written(source), written(destination), toldId, Integer.toString(dataCoding));
  }

  private static String written(SmppAddress address) {
    return address.ton() + "/" + address.npi() + "/" + address.value();
  }

  /// What was kept with a message, or what we write where nothing was.
  static Echo of(Message message) {
    var parties = message.parties();
    var usual =
        new Echo(EsmeMapping.address(parties.from()), EsmeMapping.address(parties.to()), "", 0);
    var kept = message.origin().keepsake();
    if (kept.isEmpty()) {
      return usual;
    }
    var lines = new String(kept.octets(), StandardCharsets.UTF_8).split("\n", LINES);
    return lines.length < LINES
        ? usual
        : new Echo(read(lines[0]), read(lines[1]), lines[2], Integer.parseInt(lines[3]));
  }

  private static SmppAddress read(String line) {
    var parts = line.split("/", 3);
    return new SmppAddress(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts[2]);
  }
}
