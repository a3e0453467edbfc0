#include "theme/theme.h"

#include "theme/focus_ring.h"
#include "theme/fonts.h"
#include "theme/style.h"

#include <QApplication>
#include <QFontInfo>
#include <QScopedValueRollback>
#include <QStyleHints>

using namespace Qt::StringLiterals;

namespace slipway::theme {

namespace {

void useRealFont()
{
    QFont font = QApplication::font();
    // A generic name such as "Sans Serif" has no weights of its own: Qt would smear the regular one for medium.
    font.setFamily(QFontInfo(font).family());
    // No desktop, so no desktop font size either: the design's own.
    if (QGuiApplication::platformName() == "offscreen"_L1)
        font.setPointSizeF(10);
    QApplication::setFont(font);
}

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
{
    QApplication::setStyle(new Style);
    useRealFont();
    QApplication::setFont(font(FontRole::BodyStrong), "QPushButton");
    new FocusRing(this);
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, &Theme::apply);
    apply();
}

void Theme::setSetting(Setting setting)
{
    if (m_setting == setting)
        return;
    m_setting = setting;
    apply();
    emit settingChanged(setting);
}

Tokens Theme::tokens() const
{
    return theme::tokens(QApplication::palette());
}

void Theme::setMotionReduced(bool reduced)
{
    if (m_reducedMotion == reduced)
        return;
    m_reducedMotion = reduced;
    emit motionReducedChanged(reduced);
}

int Theme::motion(int milliseconds) const
{
    const bool still = m_reducedMotion || !QApplication::isEffectEnabled(Qt::UI_General);
    return still ? 0 : milliseconds;
}

void Theme::apply()
{
    if (m_applying)
        return; // asking the desktop for a scheme answers with the signal that leads here
    const QScopedValueRollback guard(m_applying, true);
    QStyleHints *hints = QGuiApplication::styleHints();
    hints->setColorScheme(m_setting == Setting::Light      ? Qt::ColorScheme::Light
                              : m_setting == Setting::Dark ? Qt::ColorScheme::Dark
                                                           : Qt::ColorScheme::Unknown);
    // An empty palette brings the desktop's own back, which alone tells whether it is a high-contrast one.
    QApplication::setPalette(QPalette());
    if (isHighContrast(QApplication::palette()))
        return;
    const bool dark =
        m_setting == Setting::Dark || (m_setting == Setting::System && hints->colorScheme() == Qt::ColorScheme::Dark);
    QApplication::setPalette(palette(dark ? darkTokens() : lightTokens()));
}

QString settingName(Theme::Setting setting)
{
    switch (setting) {
    case Theme::Setting::Light: return u"light"_s;
    case Theme::Setting::Dark: return u"dark"_s;
    case Theme::Setting::System: break;
    }
    return u"system"_s;
}

Theme::Setting settingFromName(const QString &name)
{
    if (name == "light"_L1)
        return Theme::Setting::Light;
    return name == "dark"_L1 ? Theme::Setting::Dark : Theme::Setting::System;
}

} // namespace slipway::theme
