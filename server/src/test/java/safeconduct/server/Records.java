package safeconduct.server;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import safeconduct.api.RecordView;

/** Records of a ledger, and what they say together. */
record Records(List<RecordView> all) {

    private Stream<RecordView> of(String type) {
        return all.stream().filter(record -> record.type().equals(type));
    }

    /** Every value of this field of the records of this type. */
    TreeSet<String> texts(String type, String field) {
        return new TreeSet<>(
                of(type).map(record -> record.event().path(field).asText()).toList());
    }

    TreeSet<Long> numbers(String type, String field) {
        return new TreeSet<>(
                of(type).map(record -> record.event().path(field).asLong()).toList());
    }

    /** Where decisions to allow stand. */
    TreeSet<Long> allowed() {
        return new TreeSet<>(of("decided")
                .filter(record -> record.event().path("effect").asText().equals("allow"))
                .map(RecordView::index)
                .toList());
    }

    /** Grants of which a complete receipt is on record. */
    TreeSet<String> completeReceipts() {
        return new TreeSet<>(of("grant_revoked")
                .filter(record -> record.event().path("complete").asBoolean())
                .map(record -> record.event().path("grant").asText())
                .toList());
    }
}
