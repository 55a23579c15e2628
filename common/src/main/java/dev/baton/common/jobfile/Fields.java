package dev.baton.common.jobfile;

import dev.baton.common.jobfile.Node.Entry;
import dev.baton.common.jobfile.Node.Mapping;
import dev.baton.common.jobfile.Node.Scalar;
import dev.baton.common.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The fields of one mapping, of which the names are known beforehand. */
final class Fields {
  private final Field owner;
  private final Problems problems;
  private final Map<String, Field> found = new TreeMap<>();
  private final List<Field> unknown = new ArrayList<>();

  private Fields(Field owner, Problems problems) {
    this.owner = owner;
    this.problems = problems;
  }

  /**
   * The fields of a mapping; null if the value is none, which is reported.
   *
   * @param what the mapping describes, for example {@code a task}
   */
  static Fields of(Field owner, String what, List<String> known, Problems problems) {
    Fields fields = takeApart(owner, what, known, problems);
    if (fields != null) {
      fields.unknown.forEach(field -> fields.reportUnknown(field, known));
    }
    return fields;
  }

  /** As {@link #of}, but unknown fields are left to the caller: see {@link #unknown}. */
  static Fields takeApart(Field owner, String what, List<String> known, Problems problems) {
    if (!(owner.node() instanceof Mapping mapping)) {
      problems.add(
          owner,
          what + " must be a mapping, but this is " + owner.node().kind(),
          "write its fields, for example " + known.get(0) + ": ...");
      return null;
    }
    Fields fields = new Fields(owner, problems);
    for (Entry entry : mapping.entries()) {
      fields.take(entry, known);
    }
    return fields;
  }

  private void take(Entry entry, List<String> known) {
    Scalar key = entry.key();
    Field field = owner.entry(entry.value(), key.text());
    Field atKey = owner.entry(key, key.text());
    if (!known.contains(key.text())) {
      unknown.add(atKey);
    } else if (found.containsKey(key.text())) {
      problems.add(atKey, "the field '" + key.text() + "' stands here twice", "keep one of them");
    } else {
      found.put(key.text(), field);
    }
  }

  List<Field> unknown() {
    return unknown;
  }

  void reportUnknown(Field field, List<String> known) {
    if (problems.isFull()) {
      return;
    }
    String near = Nearest.to(field.name(), known);
    problems.add(
        field,
        "there is no field '" + field.name() + "' here",
        near != null ? "did you mean '" + near + "'?" : "use " + String.join(", ", known));
  }

  boolean has(String name) {
    return found.containsKey(name);
  }

  /** The field; null if it is not there, or has no value, which is reported. */
  Field get(String name) {
    Field field = found.get(name);
    if (field != null && field.node() instanceof Scalar scalar && scalar.isNull()) {
      problems.add(field, "'" + name + "' has no value", "give it a value, or leave it out");
      return null;
    }
    return field;
  }

  /** The field; null if it is not there, which is reported. */
  Field require(String name, String fix) {
    if (!found.containsKey(name)) {
      problems.add(owner, "the field '" + name + "' is missing", fix);
    }
    return get(name);
  }
}
