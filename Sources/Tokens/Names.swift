// In this module, whether a file imports `Text` or not, texts are equal when their bytes are.
@_exported import Text
