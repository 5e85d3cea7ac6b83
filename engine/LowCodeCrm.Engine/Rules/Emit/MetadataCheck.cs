using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace LowCodeCrm.Engine.Rules.Emit;

/// <summary>
/// The last gate before generated code is loaded: reads the assembly's metadata and refuses whatever it names that
/// <see cref="AllowedMembers"/> does not list, native calls, pointers and indirect calls, wherever the image came from.
/// </summary>
internal static class MetadataCheck
{
    /// <exception cref="InvalidOperationException">The assembly names something that it must not.</exception>
    public static void Verify(ImmutableArray<byte> pe)
    {
        using var image = new PEReader(pe);
        var reader = image.GetMetadataReader();
        var names = new TypeNames(reader);

        if (reader.GetTableRowCount(TableIndex.ImplMap) > 0 || reader.GetTableRowCount(TableIndex.ModuleRef) > 0)
            throw Refused("native code");
        if (reader.ManifestResources.Count > 0) throw Refused("resources");
        if (image.PEHeaders.CorHeader!.Flags.HasFlag(CorFlags.ILOnly) is false) throw Refused("code other than IL");

        var refused = reader.TypeReferences.Select(names.Of).Where(type => !AllowedMembers.IsAllowed(type))
            .Concat(reader.MemberReferences.Select(handle => Member(reader, names, reader.GetMemberReference(handle))).OfType<string>())
            .ToList();
        if (refused.Count > 0) throw Refused(string.Join(", ", refused));
        for (var row = 1; row <= reader.GetTableRowCount(TableIndex.StandAloneSig); row++)
        {
            var signature = reader.GetStandaloneSignature(MetadataTokens.StandaloneSignatureHandle(row));
            if (signature.GetKind() != StandaloneSignatureKind.LocalVariables) throw Refused("an indirect call");
            signature.DecodeLocalSignature(names, null);
        }
        foreach (var handle in reader.MethodDefinitions) reader.GetMethodDefinition(handle).DecodeSignature(names, null);
        foreach (var handle in reader.FieldDefinitions) reader.GetFieldDefinition(handle).DecodeSignature(names, null);
    }

    /// <summary>The member's name where it is refused.</summary>
    private static string? Member(MetadataReader reader, TypeNames names, MemberReference member)
    {
        var type = member.Parent.Kind switch
        {
            HandleKind.TypeReference => names.Of((TypeReferenceHandle)member.Parent),
            HandleKind.TypeSpecification => reader.GetTypeSpecification((TypeSpecificationHandle)member.Parent).DecodeSignature(names, null),
            // A member of the assembly itself, as seen from a generic instance of it.
            HandleKind.TypeDefinition or HandleKind.MethodDefinition => null,
            _ => throw Refused(member.Parent.Kind.ToString()),
        };
        var name = reader.GetString(member.Name);
        if (member.GetKind() == MemberReferenceKind.Method) member.DecodeMethodSignature(names, null);
        else member.DecodeFieldSignature(names, null);
        return type is not null && !AllowedMembers.IsAllowed(type, name) ? $"{type}.{name}" : null;
    }

    private static InvalidOperationException Refused(string what) => new($"Generated code uses {what}, which is not allowed.");

    /// <summary>Full names of types in signatures (of a generic instance: its definition's); refuses pointers.</summary>
    private sealed class TypeNames(MetadataReader reader) : ISignatureTypeProvider<string, object?>
    {
        public string Of(TypeReferenceHandle handle)
        {
            var type = reader.GetTypeReference(handle);
            var name = reader.GetString(type.Name);
            if (type.ResolutionScope.Kind == HandleKind.TypeReference) return $"{Of((TypeReferenceHandle)type.ResolutionScope)}/{name}";
            var space = reader.GetString(type.Namespace);
            return space.Length == 0 ? name : $"{space}.{name}";
        }

        public string GetTypeFromReference(MetadataReader metadata, TypeReferenceHandle handle, byte rawTypeKind) => Of(handle);
        public string GetTypeFromDefinition(MetadataReader metadata, TypeDefinitionHandle handle, byte rawTypeKind) => "";
        public string GetTypeFromSpecification(MetadataReader metadata, object? context, TypeSpecificationHandle handle, byte rawTypeKind) =>
            metadata.GetTypeSpecification(handle).DecodeSignature(this, context);
        public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => genericType;
        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode is PrimitiveTypeCode.TypedReference
            ? throw Refused(typeCode.ToString())
            : "System." + typeCode;
        public string GetSZArrayType(string elementType) => elementType + "[]";
        public string GetArrayType(string elementType, ArrayShape shape) => elementType + "[,]";
        public string GetByReferenceType(string elementType) => elementType;
        public string GetPinnedType(string elementType) => throw Refused("pinned memory");
        public string GetPointerType(string elementType) => throw Refused("pointers");
        public string GetFunctionPointerType(MethodSignature<string> signature) => throw Refused("function pointers");
        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;
        public string GetGenericMethodParameter(object? genericContext, int index) => "!!";
        public string GetGenericTypeParameter(object? genericContext, int index) => "!";
    }
}
