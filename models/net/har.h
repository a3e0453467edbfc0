#pragma once

#include <QByteArray>

#include <deque>

namespace slipway::net {

struct Exchange;

/// The exchanges as an HTTP Archive 1.2 (JSON, UTF-8). Takes them as they are: what is secret must be out already.
/// Source: http://www.softwareishard.com/blog/har-12-spec/
QByteArray toHar(const std::deque<Exchange> &exchanges);

} // namespace slipway::net
