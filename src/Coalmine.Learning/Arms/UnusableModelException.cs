namespace Coalmine.Learning.Arms;

/// <summary>A model's file cannot be read, or what it asks for or answers does not fit the data. The message says what and what to do.</summary>
/// <param name="message">A sentence for the user.</param>
/// <param name="inner">What the reading library said; nothing where it did not complain.</param>
public sealed class UnusableModelException(string message, Exception? inner = null) : Exception(message, inner);
