#include "code_editor/plain_paste.h"

using namespace Qt::StringLiterals;

namespace slipway::code_editor {

QString typeable(const QString &text)
{
    QString result;
    result.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const auto code = c.unicode();
        if (code == u'\r' || code == 0x2028 || code == 0x2029) {
            result += u'\n';
            if (code == u'\r' && i + 1 < text.size() && text[i + 1] == u'\n')
                ++i;
        } else if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            result += c;
            result += text[++i];
        } else if ((code >= 0x20 || code == u'\t' || code == u'\n') && !c.isSurrogate() && code != 0xFDD0
                   && code != 0xFDD1 && code != 0xFFFC) {
            result += c;
        }
    }
    return result;
}

} // namespace slipway::code_editor
