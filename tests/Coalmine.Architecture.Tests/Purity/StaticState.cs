using System.Reflection;
using System.Runtime.CompilerServices;
using Coalmine.Architecture.Tests.Tree;

namespace Coalmine.Architecture.Tests.Purity;

/// <summary>
/// Finds static fields through which one call could reach the next: those that can be assigned, and those whose value can be changed. What the compiler
/// keeps for itself (cached delegates, collection literals) is left out.
/// </summary>
internal static class StaticState
{
    private const BindingFlags Statics = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The static fields of an assembly that hold state.</summary>
    public static IEnumerable<Finding> Find(Assembly assembly, ElementWrites writes)
    {
        Immutability immutability = new(assembly, writes);
        foreach (Type type in assembly.GetTypes().Where(type => !IsCompilerWritten(type)))
            foreach (FieldInfo field in type.GetFields(Statics).Where(field => !field.IsLiteral && !IsCompilerWritten(field)))
            {
                string place = $"{type.FullName}.{field.Name}";
                if (!field.IsInitOnly)
                    yield return new(place, "is a static field that can be assigned");
                else if (!immutability.Holds(field))
                    yield return new(place, $"is a static field of type {field.FieldType.Name}, not known to be unchangeable: use an immutable or frozen type");
            }
    }

    private static bool IsCompilerWritten(MemberInfo member) =>
        (member.Name.Contains('<', StringComparison.Ordinal) && !IsPropertyStore(member)) || (member.DeclaringType is { } outer && IsCompilerWritten(outer))
        || member.Name.StartsWith("__StaticArrayInit", StringComparison.Ordinal)
        || member is Type { Namespace: "System.Text.RegularExpressions.Generated" }
        || (member is Type && member.IsDefined(typeof(CompilerGeneratedAttribute)));

    /// <summary>A static property's field is written by the compiler and state of ours all the same.</summary>
    private static bool IsPropertyStore(MemberInfo member) => member is FieldInfo && member.Name.EndsWith(">k__BackingField", StringComparison.Ordinal);
}
