#pragma once

#include <QtTypes>

namespace slipway::yaml {

/// Bytes of a document, from `begin` up to and without `end`. Offsets count from the first byte of the file, a byte
/// order mark included.
struct Range {
    quint32 begin = 0;
    quint32 end = 0;

    quint32 size() const { return end - begin; }
    bool isEmpty() const { return begin == end; }
    bool contains(quint32 offset) const { return begin <= offset && offset < end; }
    bool contains(Range other) const { return begin <= other.begin && other.end <= end; }
    bool operator==(const Range &) const = default;
};

/// A place for people: line and column count from 1, columns in characters (code points).
struct Place {
    int line = 1;
    int column = 1;

    bool operator==(const Place &) const = default;
};

} // namespace slipway::yaml
