const colours = {
  ground: '#f6f2ec',
  surface: '#ffffff',
  text: '#24302e',
  subtle: '#5a6764',
  line: '#ddd6cb',
  accent: '#1c6b66',
  accentText: '#ffffff',
  tint: '#e6f0ee',
  tintText: '#14504c',
};
const font = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif";

export const styleOptions = () => ({
  accent: colours.accent,
  backgroundColor: colours.ground,
  subtle: colours.subtle,
  primaryFont: font,
  paddingRegular: 12,
  bubbleBackground: colours.surface,
  bubbleBorderColor: colours.line,
  bubbleBorderRadius: 16,
  bubbleFromUserBackground: colours.accent,
  bubbleFromUserBorderColor: colours.accent,
  bubbleFromUserBorderRadius: 16,
  bubbleFromUserTextColor: colours.accentText,
  bubbleTextColor: colours.text,
  bubbleMaxWidth: 560,
  bubbleMinWidth: 60,
  groupTimestamp: 300,
  timestampColor: colours.subtle,
  sendTimeout: 10_000,
  hideUploadButton: true,
  hideTelephoneKeypadButton: true,
  sendBoxBackground: colours.surface,
  sendBoxTextColor: colours.text,
  sendBoxPlaceholderColor: colours.subtle,
  sendBoxButtonColor: colours.accent,
  sendBoxButtonColorOnHover: colours.tintText,
  sendBoxButtonColorOnFocus: colours.accent,
  sendBoxButtonColorOnDisabled: '#8d9895',
  sendBoxHeight: 56,
  sendBoxTextWrap: true,
  sendBoxMaxHeight: 160,
  sendBoxBorderTop: `solid 1px ${colours.line}`,
  scrollToEndButtonBehavior: 'unread',
  transcriptOverlayButtonBackground: colours.accent,
  transcriptOverlayButtonBackgroundOnHover: colours.tintText,
  transcriptOverlayButtonBackgroundOnFocus: colours.tintText,
  // What a client writes stays as it is.
  emojiSet: {},
  markdownRespectCRLF: true,
});

const foreground = (main, subtle) => ({
  default: { default: main, subtle },
  accent: { default: colours.accent, subtle: colours.accent },
  attention: { default: '#a4262c', subtle: '#a4262c' },
  dark: { default: colours.text, subtle },
  good: { default: '#1c6b3f', subtle: '#1c6b3f' },
  light: { default: colours.surface, subtle: colours.line },
  warning: { default: '#8a4b00', subtle: '#8a4b00' },
});

/** Cards: what is tapped is at least 44 px high and has its own tint; the rest is plain text. */
export const hostConfig = {
  supportsInteractivity: true,
  fontFamily: font,
  fontSizes: { small: 14, default: 16, medium: 17, large: 20, extraLarge: 24 },
  lineHeights: { small: 20, default: 24, medium: 25, large: 28, extraLarge: 32 },
  spacing: { small: 6, default: 12, medium: 16, large: 20, extraLarge: 28, padding: 12 },
  separator: { lineThickness: 1, lineColor: colours.line },
  containerStyles: {
    default: { backgroundColor: '#00000000', foregroundColors: foreground(colours.text, colours.subtle) },
    emphasis: {
      backgroundColor: colours.tint,
      foregroundColors: foreground(colours.tintText, colours.subtle),
    },
    good: { backgroundColor: colours.accent, foregroundColors: foreground(colours.accentText, colours.tint) },
  },
  actions: {
    actionAlignment: 'stretch',
    actionsOrientation: 'vertical',
    buttonSpacing: 8,
    maxActions: 20,
    spacing: 'default',
    showCard: { actionMode: 'inline', inlineTopMargin: 8 },
  },
  adaptiveCard: { allowCustomStyle: false },
  imageSizes: { small: 40, medium: 80, large: 160 },
  textBlock: { headingLevel: 2 },
};

export const localizedStrings = (texts) => ({
  TEXT_INPUT_PLACEHOLDER: texts.writeHere,
  ACTIVITY_YOU_SAID_ALT: texts.youSaid,
  ACTIVITY_BOT_SAID_ALT: texts.botSaid,
});
