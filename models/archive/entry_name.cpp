#include "archive/entry_name.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace slipway::archive {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("archive::EntryNames", text);
}

/// A name of others, short enough for a sentence and without what could disturb it.
QString shown(QString name)
{
    for (QChar &character : name) {
        if (character.category() == QChar::Other_Control || character.category() == QChar::Other_Format)
            character = QChar::ReplacementCharacter;
    }
    return name.size() <= 80 ? name : name.first(79) + u'…';
}

base::Error refusal(const QString &name, const char *reason)
{
    return base::makeError(base::Error::Kind::InvalidInput,
                           tr("The archive is not unpacked: its entry “%1” %2.").arg(shown(name), tr(reason)),
                           tr("Do not trust where it came from."));
}

/// The names that are devices on Windows, with any ending.
bool isReserved(const QString &segment)
{
    static const QSet<QString> reserved = [] {
        QSet<QString> names{u"con"_s, u"prn"_s, u"aux"_s, u"nul"_s};
        for (int number = 1; number <= 9; ++number)
            names << u"com%1"_s.arg(number) << u"lpt%1"_s.arg(number);
        return names;
    }();
    return reserved.contains(segment.section(u'.', 0, 0).trimmed().toLower());
}

const char *complaint(const QString &name)
{
    if (name.isEmpty())
        return QT_TRANSLATE_NOOP("archive::EntryNames", "has no name");
    if (name.contains(QChar::ReplacementCharacter))
        return QT_TRANSLATE_NOOP("archive::EntryNames", "has a name that is not readable");
    for (const QChar character : name) {
        if (character.category() == QChar::Other_Control)
            return QT_TRANSLATE_NOOP("archive::EntryNames", "has control characters in its name");
    }
    if (name.contains(u'\\'))
        return QT_TRANSLATE_NOOP("archive::EntryNames", "has a backslash in its name");
    if (name.startsWith(u'/'))
        return QT_TRANSLATE_NOOP("archive::EntryNames", "has an absolute path");
    if (name.size() >= 2 && name.at(1) == u':' && name.at(0).isLetter())
        return QT_TRANSLATE_NOOP("archive::EntryNames", "names a drive");
    return nullptr;
}

const char *complaintOfSegment(const QString &segment, const Limits &limits)
{
    if (segment == ".."_L1)
        return QT_TRANSLATE_NOOP("archive::EntryNames", "would leave the folder");
    if (segment.endsWith(u'.') || segment.endsWith(u' '))
        return QT_TRANSLATE_NOOP("archive::EntryNames", "has a name that ends in a dot or a blank");
    if (isReserved(segment))
        return QT_TRANSLATE_NOOP("archive::EntryNames", "has a name that stands for a device");
    if (segment.toUtf8().size() > limits.nameBytes)
        return QT_TRANSLATE_NOOP("archive::EntryNames", "has too long a name");
    return nullptr;
}

} // namespace

base::Result<QString> EntryNames::accept(const QString &name, bool isFolder)
{
    if (const char *reason = complaint(name))
        return std::unexpected(refusal(name, reason));
    QStringList segments;
    for (const QString &segment : name.split(u'/', Qt::SkipEmptyParts)) {
        if (segment == "."_L1)
            continue;
        if (const char *reason = complaintOfSegment(segment, m_limits))
            return std::unexpected(refusal(name, reason));
        segments.append(segment);
    }
    if (segments.size() > m_limits.depth)
        return std::unexpected(refusal(name, QT_TRANSLATE_NOOP("archive::EntryNames", "lies too deep in folders")));
    const QString path = segments.join(u'/');
    if (path.toUtf8().size() > m_limits.pathBytes)
        return std::unexpected(refusal(name, QT_TRANSLATE_NOOP("archive::EntryNames", "has too long a path")));
    if (path.isEmpty() && !isFolder)
        return std::unexpected(refusal(name, QT_TRANSLATE_NOOP("archive::EntryNames", "has no name")));
    return place(path, isFolder);
}

base::Result<QString> EntryNames::place(const QString &path, bool isFolder)
{
    static constexpr const char *taken = QT_TRANSLATE_NOOP("archive::EntryNames", "has the name of another entry");
    const QString folded = path.normalized(QString::NormalizationForm_C).toCaseFolded();
    const QString asFolder = folded + u'/';
    if (m_taken.contains(folded) || (!isFolder && m_taken.contains(asFolder)))
        return std::unexpected(refusal(path, taken));
    for (qsizetype slash = folded.indexOf(u'/'); slash >= 0; slash = folded.indexOf(u'/', slash + 1)) {
        if (m_taken.contains(folded.first(slash)))
            return std::unexpected(refusal(path, taken));
        m_taken.insert(folded.first(slash + 1));
    }
    m_taken.insert(isFolder ? asFolder : folded);
    return path;
}

} // namespace slipway::archive
