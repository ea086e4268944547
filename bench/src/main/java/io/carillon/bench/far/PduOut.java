package io.carillon.bench.far;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// SMPP PDUs on their way out, gathered so that a batch is one write.
final class PduOut {
  private byte[] bytes = new byte[65_536];
  private int size;

  int size() {
    return size;
  }

  /// A whole PDU: header (SMPP 3.4 §3.2) and body.
  void pdu(int command, int status, int sequence, byte[] body) {
    header(command, status, sequence, body.length);
    System.arraycopy(body, 0, bytes, size, body.length);
    size += body.length;
  }

  /// submit_sm_resp with a message id of `value` in 16 hex digits (§4.4.2).
  void taken(int sequence, long value) {
    header(SmscBind.SUBMIT_SM | SmscBind.RESPONSE, 0, sequence, 17);
    Receipt.hex(value, bytes, size);
    bytes[size + 16] = 0;
    size += 17;
  }

  void flush(OutputStream out) throws IOException {
    if (size > 0) {
      out.write(bytes, 0, size);
      size = 0;
    }
  }

  private void header(int command, int status, int sequence, int bodyLength) {
    if (bytes.length - size < 16 + bodyLength) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length + bodyLength);
    }
    number(16 + bodyLength);
    number(command);
    number(status);
    number(sequence);
  }

  private void number(int value) {
    bytes[size++] = (byte) (value >>> 24);
    bytes[size++] = (byte) (value >>> 16);
    bytes[size++] = (byte) (value >>> 8);
    bytes[size++] = (byte) value;
  }
}
