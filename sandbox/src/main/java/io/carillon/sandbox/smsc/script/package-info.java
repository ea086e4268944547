/// What a scripted message centre does, as plain values, and the reader that makes them of YAML.
///
/// It decides nothing and knows no socket: `sandbox.smsc.scripted` plays a script. Start at
/// `Script`, then `ScriptReader`; the annotated script that comes with us is `/smsc.yaml`.
@NullMarked
package io.carillon.sandbox.smsc.script;

import org.jspecify.annotations.NullMarked;
