#include "sandbox/slack/payload.h"

#include <QJsonArray>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::slack {

namespace {

constexpr qsizetype mostBlocks = 50;
constexpr qsizetype mostFields = 10;
constexpr qsizetype longestHeader = 150;
constexpr qsizetype longestText = 3'000;
constexpr qsizetype longestField = 2'000;

bool isText(const QJsonValue &value, qsizetype longest)
{
    const QString type = value.toObject().value("type"_L1).toString();
    const QString text = value.toObject().value("text"_L1).toString();
    return (type == "plain_text"_L1 || type == "mrkdwn"_L1) && !text.isEmpty() && text.size() <= longest;
}

bool isSection(const QJsonObject &block)
{
    const QJsonArray fields = block.value("fields"_L1).toArray();
    const bool hasText = block.contains("text"_L1);
    if (hasText && !isText(block.value("text"_L1), longestText))
        return false;
    if (fields.size() > mostFields || (!hasText && fields.isEmpty()))
        return false;
    return std::ranges::all_of(fields, [](const QJsonValue &field) { return isText(field, longestField); });
}

bool isBlock(const QJsonValue &value)
{
    static const QStringList others{u"divider"_s, u"actions"_s, u"image"_s, u"rich_text"_s, u"markdown"_s,
                                    u"video"_s,   u"context"_s, u"input"_s, u"file"_s,      u"table"_s};
    const QJsonObject block = value.toObject();
    const QString type = block.value("type"_L1).toString();
    if (type == "header"_L1)
        return isText(block.value("text"_L1), longestHeader)
            && block.value("text"_L1).toObject().value("type"_L1).toString() == "plain_text"_L1;
    if (type == "section"_L1)
        return isSection(block);
    if (type == "context"_L1)
        return !block.value("elements"_L1).toArray().isEmpty();
    return others.contains(type);
}

} // namespace

QString problemOf(const QJsonObject &payload)
{
    static const QStringList known{u"text"_s,     u"blocks"_s,           u"attachments"_s,    u"thread_ts"_s,
                                   u"mrkdwn"_s,   u"unfurl_links"_s,     u"unfurl_media"_s,   u"response_type"_s,
                                   u"metadata"_s, u"replace_original"_s, u"delete_original"_s};
    const QStringList keys = payload.keys();
    if (payload.isEmpty() || !std::ranges::all_of(keys, [](const QString &key) { return known.contains(key); }))
        return u"invalid_payload"_s;
    const QJsonArray blocks = payload.value("blocks"_L1).toArray();
    if (blocks.size() > mostBlocks || !std::ranges::all_of(blocks, isBlock))
        return u"invalid_blocks"_s;
    const bool saysSomething = !payload.value("text"_L1).toString().isEmpty() || !blocks.isEmpty()
        || !payload.value("attachments"_L1).toArray().isEmpty();
    return saysSomething ? QString() : u"no_text"_s;
}

} // namespace slipway::sandbox::slack
