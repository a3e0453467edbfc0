#pragma once

#include <QWidget>

namespace slipway::pipelines_page {

/// "2 unsaved changes" beside a workflow's name; hidden without words.
class ChangedChip final : public QWidget
{
    Q_OBJECT

public:
    explicit ChangedChip(QWidget *parent = nullptr);

    void setWords(const QString &words);
    const QString &words() const { return m_words; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_words;
};

} // namespace slipway::pipelines_page
