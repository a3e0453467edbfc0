#pragma once

#include "releases/compare.h"
#include "releases_page/detail_rows.h"
#include "widgets/sheet.h"

#include <functional>
#include <stop_token>

class QComboBox;
class QLabel;

namespace slipway::releases_page {

class Section;

/// How two releases differ: code, configuration, secrets' ages, schema, the API's description, Lighthouse.
class CompareSheet final : public widgets::Sheet
{
    Q_OBJECT

public:
    using Ask = std::function<QCoro::Task<base::Result<releases::Comparison>>(QString left, QString right,
                                                                              std::stop_token stop)>;

    /// `left` and `right`: what is compared first, by id.
    CompareSheet(std::shared_ptr<const releases::History> history, const QString &left, const QString &right,
                 Reading reading, Ask ask, QWidget *over);
    ~CompareSheet() override;

Q_SIGNALS:
    void pageRequested(const QUrl &page);
    void copied();

private:
    QWidget *makePickers(const QString &left, const QString &right);
    QComboBox *makePicker(const QString &name, const QString &chosen);
    void makeSections();
    void askAnew();
    void take(const base::Result<releases::Comparison> &comparison);
    void showComparison(const releases::Comparison &comparison);
    void copy();

    std::shared_ptr<const releases::History> m_history;
    Reading m_reading;
    Ask m_ask;
    QComboBox *m_left = nullptr;
    QComboBox *m_right = nullptr;
    Section *m_code = nullptr;
    Section *m_files = nullptr;
    Section *m_config = nullptr;
    Section *m_secrets = nullptr;
    Section *m_schema = nullptr;
    Section *m_api = nullptr;
    Section *m_lighthouse = nullptr;
    releases::Comparison m_shown;
    std::stop_source m_stop;
};

/// The comparison as Markdown, to be pasted somewhere.
QString asMarkdown(const releases::Comparison &comparison, const Reading &reading);

} // namespace slipway::releases_page
